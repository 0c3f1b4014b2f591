import type { ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Table } from '../inventory/table.tsx'
import { useNames } from '../orders/use-names.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Narrow, useFilter } from './narrow.tsx'
import { Reasons } from './reasons.tsx'
import type { Outcome } from './rows.ts'
import { policyName, rounded, signed } from './said.ts'
import {
  isOver,
  useChangedOrders,
  useReasons,
  type Changed,
  type Simulation,
} from './use-simulations.ts'
import css from './simulator.module.css'

/** Of which order the reasons are shown, by its number among those that were compared. */
export function useOpened(): { no: number | undefined; close: () => void } {
  const [address, change] = useAddress()
  const no = address['change']
  return {
    no: no === undefined ? undefined : Number(no),
    close: () => change({ change: undefined }, true),
  }
}

/** Orders that go elsewhere in a simulation, and why, by both. */
export function ChangedOrders({ simulation }: { simulation: Simulation }) {
  const { simulator } = useWords()
  const said = simulator.changes
  const formats = useFormats()
  const [address, change] = useAddress()
  const policy = Number(address['policy'] ?? 1)
  const opened = useOpened()
  const over = isOver(simulation)
  const filter = useFilter()
  const changed = useChangedOrders({ id: simulation.id, policy, filter, isOver: over })
  const others = simulation.policies.slice(1).map((one, index) => {
    return { id: String(index + 1), label: policyName(one, simulator, formats) }
  })
  const currency = simulation.currency ?? 'EUR'
  if (!over) return null
  return (
    <ChangedPart
      changed={changed}
      currency={currency}
      outcomes={simulation.result?.policies ?? []}
      chips={
        others.length > 1 && (
          <Chips
            label={said.policy}
            chips={others}
            chosen={String(policy)}
            onChoose={(id) => change({ policy: id === '1' ? undefined : id }, true)}
          />
        )
      }
    >
      {opened.no !== undefined && (
        <OfPolicy
          of={{ id: simulation.id, policy, no: opened.no }}
          currency={currency}
          names={[simulation.policies[0]!, simulation.policies[policy]!].map((one) =>
            policyName(one, simulator, formats),
          )}
          onClose={opened.close}
        />
      )}
    </ChangedPart>
  )
}

function OfPolicy(props: {
  of: { id: string; policy: number; no: number }
  currency: string
  names: readonly string[]
  onClose: () => void
}) {
  const { of, ...rest } = props
  return <Reasons asked={useReasons(of)} {...rest} />
}

type Pages = { items: readonly Changed[] }[]

/** The same wherever orders are compared: in pages, those that differ most first. */
export function ChangedPart(of: {
  changed: {
    data: { pages: Pages } | undefined
    hasNextPage: boolean
    fetchNextPage: () => unknown
    isFetchingNextPage: boolean
    error: unknown
    refetch: () => unknown
  }
  currency: string
  /** What the orders are of: by what they can be narrowed. */
  outcomes: readonly Outcome[]
  chips?: ReactNode
  says?: string
  /** The reasons of the one that is opened. */
  children: ReactNode
}) {
  const { simulator, shell } = useWords()
  const said = simulator.changes
  const [, change] = useAddress()
  const isNarrowed = Object.keys(useFilter()).length > 0
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, error, refetch } = of.changed
  const rows = data?.pages.flatMap(({ items }) => items)
  const open = (no: number) => change({ change: String(no) })
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
      <Narrow outcomes={of.outcomes} chips={of.chips} />
      {error && !rows ? (
        <Fault error={error} again={() => void refetch()} />
      ) : !rows ? (
        <Skeleton label={shell.list.loading} rows={3} />
      ) : rows.length === 0 ? (
        <p className="quiet">{isNarrowed ? said.noneSuch : said.none}</p>
      ) : (
        <Rows rows={rows} currency={of.currency} says={of.says ?? said.says} onOpen={open} />
      )}
      {hasNextPage && (
        <Button look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {said.more}
        </Button>
      )}
      {of.children}
    </section>
  )
}

function Rows(of: {
  rows: readonly Changed[]
  currency: string
  says: string
  onOpen: (no: number) => void
}) {
  const said = useWords().simulator.changes
  const formats = useFormats()
  const money = (amount: number) => formats.cost(amount, of.currency)
  return (
    <>
      <p className="quiet">{of.says}</p>
      <Table
        label={said.title}
        head={[
          { says: said.order },
          { says: said.before },
          { says: said.after },
          { says: said.difference, isEnd: true },
        ]}
      >
        {of.rows.map(({ no, order, before, after, difference }) => (
          <tr key={no}>
            <th scope="row">
              <button
                type="button"
                className={css['open']}
                aria-label={said.open(order.number)}
                onClick={() => of.onOpen(no)}
              >
                <bdi>{order.number}</bdi>
              </button>
              <p className="small">{formats.moment(order.placedAt)}</p>
            </th>
            <td>
              <Served side={before} />
            </td>
            <td>
              <Served side={after} />
            </td>
            <td data-end>
              <Pill tone={difference < 0 ? 'done' : difference > 0 ? 'critical' : 'neutral'}>
                {signed(difference, money)}
              </Pill>
            </td>
          </tr>
        ))}
      </Table>
    </>
  )
}

/** From where, how many units from each. */
function Served({ side }: { side: Changed['before'] }) {
  const said = useWords().simulator.changes
  const { language } = useFormats()
  const names = useNames()
  const units = rounded(language, 3)
  const places = new Map<string, number>()
  for (const { location, quantity } of side.parts) {
    places.set(location, (places.get(location) ?? 0) + quantity)
  }
  if (side.refused) return <span className="quiet">{said.refused}</span>
  if (places.size === 0) return <span className="quiet">{said.nowhere}</span>
  return [...places].map(([location, quantity]) => (
    <div key={location}>{said.part(names.location(location), units(quantity))}</div>
  ))
}
