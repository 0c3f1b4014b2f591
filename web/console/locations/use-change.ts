import { answerOf, api } from '../../lib/api.ts'
import type { paths } from '../../../client/index.ts'
import { useChange as useChangeOf, type Overtaking } from '../shell/use-change.ts'
import type { Location } from './hours.ts'
import { readLocation } from './use-network.ts'

type Body =
  paths['/v1/locations/{code}/changes']['post']['requestBody']['content']['application/json']
type Set = Extract<Body['changes'][number], { action: 'set' }>

/** Changes fields of a location from a form; a refusal of a field is shown at that field. */
export function useChange(location: Location, onOvertaken?: (of: Overtaking<Location>) => void) {
  return useChangeOf({
    opened: location,
    read: ({ code }) => readLocation(code),
    send: ({ code, version }, fields: Set['fields'], header) =>
      answerOf(
        api.POST('/v1/locations/{code}/changes', {
          params: { path: { code }, header },
          body: { version, changes: [{ action: 'set', fields }] },
        }),
      ),
    stale: [['network']],
    onOvertaken,
    onRefused: ({ problem }) => problem?.field !== undefined,
  })
}
