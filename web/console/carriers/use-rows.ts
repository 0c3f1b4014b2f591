import type { Problem } from '../../lib/api.ts'
import { useNow } from '../../lib/use-now.ts'
import { standingOf, STATES, type Standing, type State } from './standing.ts'
import {
  useCarriers,
  useLiveCards,
  useServices,
  type Carrier,
  type CardHead,
  type Service,
} from './use-carriers.ts'

/** A service with its carrier and how it stands; a carrier without services stands alone. */
export type Row = { carrier: Carrier; service?: Service; standing?: Standing }

export const keyOf = ({ carrier, service }: Row) => service?.code ?? `/${carrier.code}`

/** All services by carrier, those of which something is wrong first to be seen by their state. */
export function useRows() {
  const now = useNow()
  const asked = [useCarriers(), useServices(), useLiveCards()] as const
  const [{ data: carriers }, { data: services }, { data: cards }] = asked
  const rows =
    carriers && services && cards ? rowsOf({ carriers, services, cards, now }) : undefined
  const error = asked.find((one) => one.error)?.error as Problem | undefined
  return {
    rows,
    error,
    again: () => {
      for (const one of asked) void one.refetch()
    },
  }
}

function rowsOf(of: {
  carriers: readonly Carrier[]
  services: readonly Service[]
  cards: readonly CardHead[]
  now: number
}): Row[] {
  const { carriers, services, cards, now } = of
  const cardsOf = Map.groupBy(cards, ({ service }) => service)
  const servicesOf = Map.groupBy(services, (one) => one.carrier)
  return carriers.flatMap((carrier): Row[] => {
    const own = servicesOf.get(carrier.code) ?? []
    if (own.length === 0) return [{ carrier }]
    return own.map((service) => {
      const standing = standingOf(service, cardsOf.get(service.code) ?? [], now)
      return { carrier, service, standing }
    })
  })
}

/** How many services stand in each way, the worst first; ways in which none stands are left out. */
export function countsOf(rows: readonly Row[]): [State, number][] {
  return STATES.map((state): [State, number] => {
    return [state, rows.filter(({ standing }) => standing?.state === state).length]
  }).filter(([, count]) => count > 0)
}

/** Rows that a text and a state leave over. */
export function filtered(rows: readonly Row[], text: string, state: string | undefined): Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ carrier, service, standing }) => {
    if (state !== undefined && standing?.state !== state) return false
    const said = [carrier.name, carrier.code, service?.name, service?.code].join(' ').toLowerCase()
    return words.every((word) => said.includes(word))
  })
}
