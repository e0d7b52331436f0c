# The service for patients. The first two stages build it and fetch what it runs on; the last holds that, and nothing to build or test with.
# `npm run image:try` carries out these very steps where there is no Docker, and tries the result.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts scripts
COPY knowledge knowledge
COPY dialogs dialogs
COPY src src
RUN npm run build
# What is left of knowledge/ are the words.
RUN find knowledge -name '*.ts' -delete

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/knowledge knowledge
COPY --from=build /app/dist dist
# What is learned from the words takes seconds, and cannot be kept by a container that may not write.
RUN node -e "require('./dist/src/open-knowledge.js').openEveryLanguage()" && test -s .cache/knowledge-en.js-node*.bin
# The user "node" of the base image, as a number, by which a cluster can see that it is not root.
RUN mkdir /data && chown 1000:1000 /data && chmod 700 /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978 STATE_URL=file:/data/state.db
VOLUME /data
EXPOSE 3978
USER 1000:1000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
