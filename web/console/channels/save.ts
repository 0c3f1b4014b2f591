import { answerOf, api } from '../../lib/api.ts'
import type { Channel } from './list.tsx'
import type { Pool } from './pool.tsx'

/** What the form holds. */
export type Given = Pick<
  Channel,
  | 'code'
  | 'name'
  | 'kind'
  | 'currency'
  | 'taxMode'
  | 'timeZone'
  | 'onShortage'
  | 'orderPrefix'
  | 'releaseMinutes'
> & { brand: string; pool: Pool }

type Header = { 'idempotency-key': string }

/** Creates the channel, or changes of it what the form can change, in one command. */
export function saveChannel(channel: Channel | undefined, given: Given, header: Header) {
  const { pool, name, onShortage, timeZone } = given
  const locations = pool.map((one) => ({ ...one }))
  if (!channel) {
    const body = { ...given, name: name.trim(), pool: locations }
    return answerOf(api.POST('/v1/channels', { params: { header }, body }))
  }
  const fields = { name: name.trim(), onShortage, timeZone }
  return answerOf(
    api.POST('/v1/channels/{code}/changes', {
      params: { path: { code: channel.code }, header },
      body: {
        version: channel.version,
        changes: [
          { action: 'set', fields },
          { action: 'set_pool', locations },
        ],
      },
    }),
  )
}
