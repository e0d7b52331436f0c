/** The tests of all layers, compiled by swc; the packages named below are ES modules and are compiled too. */
module.exports = {
  testEnvironment: 'node',
  // Many tests start a whole service or a command, which learns first: seconds on a busy machine. Nothing asserts how long.
  testTimeout: 30_000,
  // What a file has loaded is never wholly given back, and each loads the content of every language: a worker that has grown is
  // ended between two files, which one process for all could not be.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
  globalSetup: '<rootDir>/test/support/build-web.ts',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(flesch-kincaid|syllable|@microsoft/app-manifest|strip-bom)/)'],
};
