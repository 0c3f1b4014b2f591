import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, instant, nullable, object } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import type { Network, NetworkBook } from '../book.ts'
import { concerns } from '../domain/authority.ts'
import {
  listAuthorities,
  lockAuthority,
  saveAuthority,
  type Authority,
} from '../store/authorities.ts'
import { tellChange } from '../actions/tell.ts'

const tag = 'Network'
const owner = nullable(code)
const concern = Type.Enum([...concerns])
const authorityAnswer = object({
  concern,
  location: code,
  owner,
  tuttiDecrements: Type.Boolean(),
  version: Type.Integer(),
  setAt: instant,
  setBy: Type.String(),
})

/** Routes that say which system is in charge of what at a location. */
export function authorityRoutes(platform: Platform, book: NetworkBook): Route[] {
  return [listRoute(book), setRoute(platform, book)]
}

function listRoute(book: NetworkBook): Route {
  return read(
    {
      path: '/v1/authorities',
      access: 'network:read',
      tag,
      summary: 'List which system is in charge of what at which location',
      answers: { 200: object({ items: Type.Array(authorityAnswer) }) },
    },
    async (db, { caller }) => {
      const network = await book.current()
      const rows = await listAuthorities(db, caller.scope)
      return { items: rows.map((row) => answerOf(network, row)) }
    },
  )
}

function setRoute(platform: Platform, book: NetworkBook): Route {
  return command(
    {
      path: '/v1/authorities',
      access: 'network:write',
      tag,
      summary: 'Put a system in charge of the stock numbers of a location, or nobody',
      description:
        'Levels, adjustments and feeds from any other system are then refused row by row. A ' +
        'key says by `system` for whom it speaks; people at the console speak for `tutti`.',
      body: object({
        version: Type.Optional(
          Type.Integer({
            minimum: 0,
            description: 'What it is decided on; 0: nothing was said of the location yet.',
          }),
        ),
        concern,
        location: code,
        owner,
        tuttiDecrements: Type.Optional(
          Type.Boolean({
            default: true,
            description:
              'False where the owner takes off what we ship: it then stays on hand and ' +
              'unavailable (`awaiting_owner`) until a feed says that it has heard of it.',
          }),
        ),
      }),
      answers: { 200: authorityAnswer },
    },
    async (tx, { body, caller, now }) => {
      const location = (await book.current()).locationByCode.get(body.location)
      if (!location || !seesLocation(caller.scope, location.id)) {
        return refuse('location_unknown', { field: '/location' })
      }
      const { concern: what, owner: system, tuttiDecrements = true } = body
      const place = { concern: what, locationId: location.id }
      const version = await lockAuthority(tx, place)
      if (body.version !== undefined) refuseOtherVersion(body.version, version)
      // Who has no owner waits for nobody.
      const given = {
        ...place,
        owner: system,
        tuttiDecrements: tuttiDecrements || system === null,
      }
      const saved = await saveAuthority(tx, { ...given, setAt: now, setBy: caller.id })
      const told = { kind: 'location', changed: [location], actor: caller.id, now } as const
      await tellChange(tx, platform, book, told)
      return { status: 200, body: answerOf(await book.current(), saved) }
    },
  )
}

function answerOf(network: Network, { locationId, setAt, ...authority }: Authority) {
  const { code: location } = network.locationById.get(locationId)!
  return { ...authority, location, setAt: setAt.toString() }
}
