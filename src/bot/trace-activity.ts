// The route trace as an activity: the whole of it as its value, and as its label one line, which the Emulator's log shows.
import { type Activity, ActivityTypes } from 'botbuilder';
import type { RouteTrace } from '../../dialogs';

export function traceActivity(trace: RouteTrace): Partial<Activity> {
  return {
    type: ActivityTypes.Trace,
    name: 'preconsult.route',
    valueType: 'preconsult/route',
    label: labelOf(trace),
    value: trace,
  };
}

/** What was decided and how surely, then what stands behind it; what is not there is left out. */
function labelOf({ route, topics, choices, question, verdict, confidence, rules, alarm }: RouteTrace): string {
  const list = (name: string, ids: readonly string[]): string => (ids.length > 0 ? `${name}: ${ids.join(', ')}` : '');
  return [
    `${route ?? 'none'} (${Math.round(confidence * 100)} % sure)`,
    list('answered', topics),
    list('offered', choices),
    list('alarm', alarm ? [alarm.sign] : []),
    list('verdict', verdict ? [verdict] : []),
    list('rules', rules),
    list('asks', question ? [question] : []),
  ]
    .filter((part) => part !== '')
    .join('; ');
}
