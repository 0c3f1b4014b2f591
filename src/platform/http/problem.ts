import { Type } from 'typebox'
import { refusals } from '../../lib/refusals.ts'
import { code, nullable, object, uuid } from './schemas.ts'

/** What no refusal says: the server itself has a fault. */
export const BUG = 'bug'

const inHand = object({ line: Type.Integer(), location: code, quantity: Type.Number() })

/** A rule of availability. */
const rule = object({ id: Type.String(), name: Type.String() }, 'The rule that says so.')

const shortLine = object({
  line: Type.Optional(Type.Integer()),
  bundle: Type.Optional(code),
  sku: code,
  wanted: Type.Number(),
  available: Type.Number(),
  nextOn: Type.Optional(nullable(Type.String({ format: 'date' }))),
  kept: Type.Optional(Type.Number({ description: 'Safety stock there besides.' })),
  rule: Type.Optional(nullable(rule)),
})

const ruleProblem = object({ kind: Type.String(), rule, other: nullable(rule) })

/** The facts that some codes add, so that a client can act on them. */
const facts = {
  permission: Type.Optional(Type.String({ description: '`permission_missing`: which.' })),
  current: Type.Optional(
    Type.Integer({ description: '`version_conflict`, `rule_not_ready` of a draft: its version.' }),
  ),
  id: Type.Optional(uuid),
  line: Type.Optional(Type.Integer({ description: 'Of which line of the order.' })),
  bundle: Type.Optional(
    Type.Integer({ description: '`component_of_bundle`: the line that its bundle was sent as.' }),
  ),
  components: Type.Optional(
    Type.Array(code, { description: '`sku_is_bundle`: what it is made of.' }),
  ),
  wanted: Type.Optional(
    Type.Number({ description: '`units_not_there`, `minimum_quantity_not_met`: asked for.' }),
  ),
  possible: Type.Optional(Type.Number({ description: '`units_not_there`: at most.' })),
  expected: Type.Optional(Type.Integer({ description: '`amounts_do_not_add_up`: minor units.' })),
  given: Type.Optional(Type.Integer()),
  most: Type.Optional(
    Type.Integer({ description: '`hold_extended_enough`, `holds_open_enough`: how often.' }),
  ),
  sku: Type.Optional(code),
  limit: Type.Optional(
    Type.Number({ description: '`quota_exhausted`, `purchase_limit_exceeded`: units in all.' }),
  ),
  left: Type.Optional(Type.Number({ description: 'Units that are still allowed.' })),
  minQuantity: Type.Optional(
    Type.Number({ description: '`minimum_quantity_not_met`: units in one order at least.' }),
  ),
  owner: Type.Optional(
    Type.String({ description: '`authority_elsewhere`: the system in charge.' }),
  ),
  excluded: Type.Optional(
    Type.String({
      description: '`place_excluded`, `stock_insufficient`: why nothing of the place is sold.',
    }),
  ),
  rule: Type.Optional(rule),
  picked: Type.Optional(
    Type.Array(inHand, { description: '`units_picked`: which, at which location.' }),
  ),
  problems: Type.Optional(
    Type.Array(ruleProblem, { description: '`draft_has_errors`: which of them, the first 100.' }),
  ),
  tests: Type.Optional(
    Type.Array(object({ code, name: Type.String(), says: Type.Array(Type.String()) }), {
      description: '`routing_tests_failed`: which, and what each missed.',
    }),
  ),
  short: Type.Optional(
    Type.Array(shortLine, { description: 'What was wanted, and what is available now.' }),
  ),
}

/** Every error, as RFC 9457 has it; `problemOf` makes them. */
export const problemAnswer = object(
  {
    type: Type.String({ description: 'Stable address of the kind of problem.' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Enum([...Object.keys(refusals), BUG]),
    detail: Type.String({ description: 'This case in one sentence.' }),
    do: Type.String({ description: 'What the caller can do.' }),
    field: Type.Optional(Type.String({ description: 'JSON pointer to the field at fault.' })),
    ...facts,
  },
  'RFC 9457 problem document; branch on `code`.',
)
