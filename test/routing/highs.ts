import highs, { type Highs } from 'highs'
import type { RoutingOrder } from '../../src/routing/domain/exchange.ts'

/** Its types speak of the CommonJS build; what Node imports is the function itself. */
const load = highs as unknown as typeof highs.default

export const loadHighs = (): Promise<Highs> => load()

/** What the mixed-integer solver HiGHS finds for an order in the open format: nothing of ours. */
export function costByHighs(solver: Highs, order: RoutingOrder): number | undefined {
  const options = { mip_rel_gap: 0, mip_abs_gap: 0, output_flag: false }
  const { Status, ObjectiveValue } = solver.solve(modelOf(order), options)
  if (Status === 'Infeasible') return undefined
  if (Status !== 'Optimal') throw new Error(`HiGHS ended with ${Status}`)
  return Math.round(ObjectiveValue)
}

/** The order in the LP format: y opens a node, x are units of an offer, u stays unfilled. */
function modelOf({ nodes, lines, offers, options }: RoutingOrder): string {
  const mayLack = options.allowPartial !== false
  const isWhole = options.allowLineSplit === false
  const most = offers.map(({ line, avail }) => Math.min(avail, lines[line]!.qty))
  const sum = (terms: readonly string[]) => (terms.length > 0 ? terms.join(' + ') : '0 u0')
  const of = (isMine: (offer: RoutingOrder['offers'][number]) => boolean) =>
    offers.flatMap((offer, o) => (isMine(offer) ? [o] : []))
  const cost = [
    ...nodes.map(({ fixed, shadow = 0 }, n) => `${fixed + shadow} y${n}`),
    ...offers.map(({ unit, shadow = 0 }, o) => `${unit + shadow} x${o}`),
    ...lines.map(({ unfilled }, l) => `${unfilled} u${l}`),
  ]
  const rows = [
    ...lines.map(({ qty }, l) => {
      const given = of(({ line }) => line === l).map((o) => `x${o}`)
      return `${sum([...given, `u${l}`])} = ${qty}`
    }),
    ...offers.map(({ node }, o) => `x${o} - ${most[o]!} y${node} <= 0`),
    ...nodes.flatMap(({ capUnits }, n) => {
      const given = of(({ node }) => node === n).map((o) => `x${o}`)
      return typeof capUnits === 'number' && given.length > 0
        ? [`${sum(given)} <= ${capUnits}`]
        : []
    }),
    ...(isWhole ? offers.map((_, o) => `x${o} - ${most[o]!} z${o} <= 0`) : []),
    ...(isWhole
      ? lines.flatMap((_, l) => {
          const parts = of(({ line }) => line === l).map((o) => `z${o}`)
          return parts.length > 0 ? [`${sum(parts)} <= 1`] : []
        })
      : []),
  ]
  if (typeof options.maxPackages === 'number') {
    rows.push(`${sum(nodes.map((_, n) => `y${n}`))} <= ${options.maxPackages}`)
  }
  const bounds = lines.map(({ qty }, l) => `0 <= u${l} <= ${mayLack ? qty : 0}`)
  const whole = [...offers.map((_, o) => `x${o}`), ...lines.map((_, l) => `u${l}`)]
  const either = [
    ...nodes.map((_, n) => `y${n}`),
    ...(isWhole ? offers.map((_, o) => `z${o}`) : []),
  ]
  return [
    'Minimize',
    sum(cost),
    'Subject To',
    ...rows,
    'Bounds',
    ...bounds,
    'General',
    whole.join('\n'),
    'Binary',
    either.join('\n'),
    'End',
  ].join('\n')
}
