import pg from 'pg'
import { checks } from '../../src/modules.ts'
import type { Connection } from '../../src/platform/embedded/index.ts'

export type Checking = { broken(): Promise<object[]>; end(): Promise<void> }

/**
 * Asks whether every invariant holds, over one connection that outlives servers: on it each is
 * planned once, and then all together take some milliseconds.
 */
export async function openChecking(connection: Connection): Promise<Checking> {
  const client = new pg.Client({ ...connection, pipeline: true } as pg.ClientConfig)
  await client.connect()
  return {
    /** Ids and rows of those that are broken. */
    async broken() {
      const found = checks.map(async ({ id, query: { text, values } }) => {
        const { rows } = await client.query<object>({ name: id, text, values: [...values] })
        return rows.map((row) => ({ id, ...row }))
      })
      return (await Promise.all(found)).flat()
    },
    end: () => client.end(),
  }
}
