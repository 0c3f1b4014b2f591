import type { Scope } from '../src/lib/scope.ts'
import type { App, Json } from './app.ts'

/** Codes of the locations and channels that a caller may see. */
export type Sees = { locations?: readonly string[]; channels?: readonly string[] }

/**
 * Reads a route as a caller who may see these only. Nobody can be given a scope through the API
 * yet, so the route's own handler is called, with the books in memory of the running server.
 */
export async function readScoped(
  app: App,
  path: string,
  sees: Sees,
  of: { params?: object; query?: object } = {},
): Promise<Json> {
  const route = app.routes.find((one) => one.kind === 'read' && one.path === path)
  if (route?.kind !== 'read') throw new Error(`no route reads ${path}`)
  const { locationByCode, channelByCode } = await app.orders.network.current()
  const scope: Scope = {
    locations: (sees.locations ?? []).map((code) => locationByCode.get(code)!.id),
    channels: (sees.channels ?? []).map((code) => channelByCode.get(code)!.id),
  }
  const context = { params: {}, query: {}, ...of, caller: { scope }, now: app.platform.clock.now() }
  return route.handle(app.platform.db, context as never)
}
