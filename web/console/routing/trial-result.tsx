import { lazy, Suspense, type ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Notice } from '../../ui/states.tsx'
import { Why } from '../../ui/steps.tsx'
import { Compared } from '../order/compared.tsx'
import { leftOut, placesOf } from '../order/why-places.ts'
import {
  distanceText,
  stepsOf,
  type DecisionRecord,
  type Names,
  type Teller,
} from '../order/why.ts'
import { titleOf } from '../order/why-short.ts'
import { inOrder } from '../order/why-terms.ts'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import type { Spot } from './trial-map.tsx'
import { FailedSide } from './trial-failed.tsx'
import { METHODS } from './invented.ts'
import { KeepTest } from './keep-test.tsx'
import type { Asked, Trial } from './use-routing.ts'
import type { TestWords } from './words-test.en.ts'
import css from './routing.module.css'

// The shape of the earth is large, and few look at it.
const TrialMap = lazy(() => import('./trial-map.tsx'))

type Decided = Trial['live'][number]
type Of = {
  names: Names
  teller: Teller
  spots: readonly Spot[]
  /** Where it goes. */
  to: Spot['point'] | undefined
}

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
  const of = {
    names,
    teller: { words: order.why, formats },
    spots: spotsOf(trial),
    to: goalOf(asked),
  }
  const keep = ({ groupNo, record }: Decided, against: 'live' | 'draft') =>
    // Who collects has chosen the place.
    asked &&
    METHODS.some((method) => method === record.group.method) && (
      <KeepTest asked={asked} group={groupNo} against={against} />
    )
  const sideOf = (by: 'live' | 'draft', no: number) => {
    const isIt = ({ groupNo }: { groupNo: number }) => groupNo === no
    const decided = trial[by]?.find(isIt)
    const title = said[by]
    if (decided) return <Side {...{ title, decided, keep: keep(decided, by), ...of }} />
    const failed = trial.failed.find((one) => one.by === by && isIt(one))
    return failed && <FailedSide {...{ title, failed, names, teller: of.teller }} />
  }
  const groups = groupsOf(trial)
  return (
    <>
      {trial.asIfNew && <Notice tone="moving">{said.asIfNew}</Notice>}
      <p>{comparedOf(trial, said)}</p>
      {groups.map((no) => (
        <section key={no} className={css['tested']}>
          {groups.length > 1 && <h2>{said.group(formats.number(no))}</h2>}
          <div className={css['sides']}>
            {sideOf('live', no)}
            {sideOf('draft', no)}
          </div>
        </section>
      ))}
    </>
  )
}

/** The deliveries of the order, decided or not. */
function groupsOf({ live, failed }: Trial): number[] {
  return [...new Set([...live, ...failed].map(({ groupNo }) => groupNo))].toSorted((a, b) => a - b)
}

/** Whether the draft decides the same; nothing where something failed, which is told there. */
function comparedOf({ live, draft, failed }: Trial, said: TestWords): string {
  if (draft === null) return said.noDraft
  if (failed.length > 0) return ''
  return decidedOf(draft) === decidedOf(live) ? said.same : said.differs
}

/** Where the places are that could serve it, by either; none where that is not known. */
function spotsOf({ live, draft, places }: Trial): Spot[] {
  const could = [...live, ...(draft ?? [])].flatMap(({ record }) => record.candidates)
  const ids = new Set(could.map(([id]) => id))
  return places.flatMap(({ id, name, point }) => {
    return ids.has(id) && point ? [{ id, name, point: [point.lon, point.lat] }] : []
  })
}

/** Of a made-up order; where real ones go is not for everyone who may try rules. */
function goalOf(asked: Asked | undefined): Spot['point'] | undefined {
  if (!asked || !('invented' in asked)) return undefined
  const { lat, lon } = asked.invented.shipTo
  return lat === undefined || lon === undefined ? undefined : [lon, lat]
}

/** What comes of decisions: another version of the rules may decide the same. */
function decidedOf(decided: readonly Decided[]): string {
  const outcomes = decided.map(({ groupNo, record: { chosen, short, rule } }) => {
    return { groupNo, chosen, short, rule: rule?.id }
  })
  return JSON.stringify(outcomes)
}

type SideProps = Of & { title: string; decided: Decided; keep: ReactNode }

function Side({ title, decided, keep, names, teller, spots, to }: SideProps) {
  const { record } = decided
  return (
    <section className={css['side']} aria-label={title}>
      <h2 className={css['which']}>{title}</h2>
      <Why title={titleOf(record, names, teller)} steps={stepsOf(record, names, teller)} />
      {record.chosen.length > 0 && (
        <Costs title={title} record={record} of={{ names, teller, spots, to }} />
      )}
      {spots.length > 0 && (
        <Suspense>
          <TrialMap spots={spots} to={to} record={record} />
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
