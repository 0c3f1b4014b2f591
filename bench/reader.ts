import { once } from 'node:events'
import { Type } from 'typebox'
import { mountModules } from '../src/modules.ts'
import { readConfig } from '../src/platform/config.ts'
import { read } from '../src/platform/http/route.ts'
import { object } from '../src/platform/http/schemas.ts'
import { createLog } from '../src/platform/log.ts'
import type { Module } from '../src/platform/module.ts'
import { openWorld, serve } from '../src/platform/process.ts'

/**
 * A server with two routes more, which answer what they were given before: same hooks, same key,
 * same check of the query, same serialiser, and nothing to find out.
 */
type Job = { host: string }
export type Ready = Record<string, unknown>

const { host } = JSON.parse(process.argv[2]!) as Job
const connection = { host, port: 5432, user: 'tutti', database: 'tutti' }
const config = { ...readConfig({}), TUTTI_PORT: 0, TUTTI_LOG_LEVEL: 'error' as const }
const world = await openWorld(config, connection, createLog('error'))
const { modules, authenticate } = mountModules(world.platform)
let ready: Ready = {}
const readyModule: Module = {
  name: 'ready',
  routes: [
    read(
      {
        path: '/v1/ready/:name',
        access: 'stock:read',
        tag: 'Bench',
        summary: 'What was answered before',
        params: object({ name: Type.String() }),
        query: object({ channel: Type.Optional(Type.String()), sku: Type.Optional(Type.String()) }),
        answers: { 200: Type.Unknown() },
      },
      async (_db, { params }) => ready[params.name],
    ),
  ],
}
const running = await serve(world.platform, [...modules, readyModule], authenticate)
process.on('message', (given: Ready) => {
  ready = given
  process.send!('taken')
})
process.send!(running.address)
await once(process, 'disconnect')
await running.stop()
await world.close()
