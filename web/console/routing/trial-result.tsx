import { lazy, Suspense, type ReactNode } from 'react'
import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { Why } from '../../ui/steps.tsx'
import { Compared } from '../order/why-panel.tsx'
import { leftOut, placesOf } from '../order/why-places.ts'
import {
  distanceText,
  inOrder,
  stepsOf,
  type DecisionRecord,
  type Names,
  type Teller,
} from '../order/why.ts'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import type { Spot } from './trial-map.tsx'
import { METHODS } from './invented.ts'
import { KeepTest } from './keep-test.tsx'
import type { Asked, Trial } from './use-routing.ts'
import css from './routing.module.css'

// The shape of the earth is large, and few look at it.
const TrialMap = lazy(() => import('./trial-map.tsx'))

type Decided = Trial['live'][number]
type Of = { names: Names; teller: Teller; spots: readonly Spot[] }

/** Each delivery of the order: what decides, at what cost, and who is left out, by both. */
export function TrialResult({ trial, asked }: { trial: Trial; asked: Asked | undefined }) {
  const { routing, order } = useWords()
  const formats = useFormats()
  const said = routing.test
  const places = new Map(trial.places.map(({ id, name }) => [id, name]))
  const skus = new Map(trial.skus.map((sku) => [sku.id, sku]))
  const names: Names = {
    place: (id) => places.get(id) ?? `#${id}`,
    sku: (id) => skus.get(id) ?? { name: `#${id}`, unit: 'piece', decimals: 0 },
    currency: trial.currency,
    pickup: null,
  }
  const of = { names, teller: { words: order.why, formats }, spots: spotsOf(trial) }
  const keep = ({ groupNo, record }: Decided, against: 'live' | 'draft') =>
    // Who collects has chosen the place.
    asked &&
    METHODS.some((method) => method === record.group.method) && (
      <KeepTest asked={asked} group={groupNo} against={against} />
    )
  const isSame = trial.draft !== null && decidedOf(trial.draft) === decidedOf(trial.live)
  return (
    <>
      <p>{trial.draft === null ? said.noDraft : isSame ? said.same : said.differs}</p>
      {trial.live.map((live) => (
        <section key={live.groupNo} className={css['tested']}>
          {trial.live.length > 1 && <h2>{said.group(formats.number(live.groupNo))}</h2>}
          <div className={css['sides']}>
            <Side title={said.live} decided={live} keep={keep(live, 'live')} {...of} />
            {trial.draft && (
              <Side
                title={said.draft}
                decided={trial.draft.find(({ groupNo }) => groupNo === live.groupNo) ?? live}
                keep={keep(live, 'draft')}
                {...of}
              />
            )}
          </div>
        </section>
      ))}
    </>
  )
}

/** Where the places are that could serve it, by either; none where that is not known. */
function spotsOf({ live, draft, places }: Trial): Spot[] {
  const could = [...live, ...(draft ?? [])].flatMap(({ record }) => record.candidates)
  const ids = new Set(could.map(([id]) => id))
  return places.flatMap(({ id, name, point }) => {
    return ids.has(id) && point ? [{ id, name, point: [point.lon, point.lat] }] : []
  })
}

/** What comes of decisions: another version of the rules may decide the same. */
function decidedOf(decided: readonly Decided[]): string {
  const outcomes = decided.map(({ groupNo, record: { chosen, short, rule } }) => {
    return { groupNo, chosen, short, rule: rule?.id }
  })
  return JSON.stringify(outcomes)
}

type SideProps = Of & { title: string; decided: Decided; keep: ReactNode }

function Side({ title, decided, keep, names, teller, spots }: SideProps) {
  const { words, formats } = teller
  const { record } = decided
  const chosen = [...new Set(record.chosen.map(({ locationId }) => locationId))].map(names.place)
  return (
    <section className={css['side']} aria-label={title}>
      <h2 className={css['which']}>{title}</h2>
      <Why
        title={
          chosen.length === 0 ? words.titleWaiting : words.title(listed(formats.language, chosen))
        }
        steps={stepsOf(record, names, teller)}
      />
      {record.chosen.length > 0 && (
        <Costs title={title} record={record} of={{ names, teller, spots }} />
      )}
      {spots.length > 0 && (
        <Suspense>
          <TrialMap spots={spots} record={record} />
        </Suspense>
      )}
      <Compared places={placesOf(record, names, teller)} left={leftOut(record, names, teller)} />
      {keep}
    </section>
  )
}

type Term = keyof DecisionRecord['chosen'][number]['cost']
const ALWAYS = new Set<Term>(['freight', 'handling', 'parcel', 'total'])
const TERMS = [...inOrder, 'total'] as const satisfies readonly Term[]

/** What each parcel costs, by term. */
function Costs({ title, record, of }: { title: string; record: DecisionRecord; of: Of }) {
  const said = useWords().routing.test
  const { names, teller } = of
  const { formats } = teller
  const money = (cost: number) => formats.cost(cost, names.currency)
  const sum = (term: Term) => record.chosen.reduce((all, { cost }) => all + (cost[term] ?? 0), 0)
  const terms = TERMS.filter((term) => ALWAYS.has(term) || sum(term) !== 0)
  return (
    <Table
      isCompact
      label={`${title}: ${said.cost}`}
      head={[
        { says: said.from },
        ...terms.map((term) => ({ says: said.terms[term], isEnd: true as const })),
      ]}
    >
      {record.chosen.map(({ locationId, km, cost, alone }) => (
        <tr key={`${locationId} ${alone ?? ''}`}>
          <th scope="row">
            {names.place(locationId)}
            {km !== null && <p className="small">{distanceText(km, teller)}</p>}
            {alone !== undefined && <p className="small">{alone}</p>}
          </th>
          {terms.map((term) => (
            <td key={term} data-end>
              {money(cost[term] ?? 0)}
            </td>
          ))}
        </tr>
      ))}
      {record.chosen.length > 1 && (
        <tr>
          <th scope="row">{said.terms.total}</th>
          {terms.map((term) => (
            <td key={term} data-end>
              {money(sum(term))}
            </td>
          ))}
        </tr>
      )}
    </Table>
  )
}
