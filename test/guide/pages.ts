import { refusals } from '../../src/lib/refusals.ts'
import { events } from '../../src/modules.ts'
import {
  factTransitions,
  requestTransitions,
  workTransitions,
} from '../../src/fulfilment/domain/transitions.ts'
import { eventsPage } from './events.ts'
import { problemsPage } from './problems.ts'
import { statesPage } from './states.ts'

/** Pages of the guide that are made from the code, by path from the root of the repository. */
export const pages: Readonly<Record<string, string>> = {
  'docs/guide/events.md': eventsPage(events),
  'docs/guide/problems.md': problemsPage(refusals),
  'docs/guide/states.md': statesPage({
    'The work of a location': workTransitions,
    'The request to a location': requestTransitions,
    'What is told from outside': factTransitions,
  }),
}
