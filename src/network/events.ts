import { Type } from 'typebox'
import { defineEvent } from '../platform/events/define.ts'
import { code, object } from '../platform/http/schemas.ts'
import type { Told } from '../platform/stream/topics.ts'

/** What of the network can change. */
export const changedKinds = [
  'channel',
  'location',
  'sku_pause',
  'location_group',
  'partner',
  'holiday_calendar',
  'legal_entity',
  'brand',
] as const

export const networkChanged = defineEvent('network.changed', 1, {
  says: 'Something that every process holds in memory of the network is to be read anew.',
  subject: null,
  data: object({
    kind: Type.Enum([...changedKinds]),
    /** Of what was changed: the channels, the locations, the location of the pause, and so on. */
    codes: Type.Optional(Type.Array(code)),
    ids: Type.Optional(Type.Array(Type.Integer(), { description: 'In the order of `codes`.' })),
  }),
  tells: ({ data }) =>
    (data.codes ?? []).map((id, i) => {
      return { topic: 'network', id, version: null, ...belonging(data.kind, data.ids?.[i]) }
    }),
})

/** Who sees the channel or the location hears of it; of groups and the like everybody does. */
function belonging(kind: string, id: number | undefined): Pick<Told, 'within'> {
  if (id === undefined) return {}
  if (kind === 'channel') return { within: { channels: [id] } }
  return kind === 'location' || kind === 'sku_pause' ? { within: { locations: [id] } } : {}
}

export const events = [networkChanged]
