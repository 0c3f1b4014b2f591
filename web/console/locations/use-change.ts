import { answerOf, api } from '../../lib/api.ts'
import type { paths } from '../../../client/index.ts'
import { useChange as useChangeOf, type Overtaking } from '../shell/use-change.ts'
import type { Location } from './hours.ts'
import { readLocation } from './use-network.ts'

type Body =
  paths['/v1/locations/{code}/changes']['post']['requestBody']['content']['application/json']
type Change = Body['changes'][number]
type Fields = Extract<Change, { action: 'set' }>['fields']

/**
 * Changes fields of a location from a form, and which channels sell from it; a refusal of a field
 * is shown at that field.
 */
export function useChange(location: Location, onOvertaken?: (of: Overtaking<Location>) => void) {
  return useChangeOf({
    opened: location,
    read: ({ code }) => readLocation(code),
    send: ({ code, version }, given: Fields & { channels?: string[] }, header) =>
      answerOf(
        api.POST('/v1/locations/{code}/changes', {
          params: { path: { code }, header },
          body: { version, changes: changesOf(given) },
        }),
      ),
    stale: [['network']],
    onOvertaken,
    onRefused: ({ problem }) => problem?.field !== undefined,
  })
}

function changesOf({ channels, ...fields }: Fields & { channels?: string[] }): Change[] {
  const isSet = Object.keys(fields).length > 0
  return [
    ...(isSet ? [{ action: 'set', fields } as const] : []),
    ...(channels ? [{ action: 'channels', channels } as const] : []),
  ]
}
