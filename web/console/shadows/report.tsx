import { useFormats } from '../../lib/session.tsx'
import { Table } from '../inventory/table.tsx'
import { Card } from '../routing/card.tsx'
import routingCss from '../routing/routing.module.css'
import { ChangedPart, useOpened } from '../simulator/changes.tsx'
import { Load } from '../simulator/load.tsx'
import { useFilter } from '../simulator/narrow.tsx'
import { Compared, Verdicts } from '../simulator/outcomes.tsx'
import { Reasons } from '../simulator/reasons.tsx'
import { useWords } from '../words/index.ts'
import { outcomesOf, rulesName } from './said.ts'
import {
  useShadowChanges,
  useShadowReasons,
  type Miss,
  type Result,
  type Shadow,
} from './use-shadows.ts'
import css from '../simulator/simulator.module.css'

/** What the shadow would have changed: in all, order by order, and by whose rule. */
export function Report({ shadow, result }: { shadow: Shadow; result: Result }) {
  const words = useWords()
  const { shadows: said, simulator } = words
  const formats = useFormats()
  const names = [simulator.policy.live, rulesName(shadow, words, formats)]
  const { currency, orders } = result
  const compared = { outcomes: outcomesOf(result), names, currency, orders }
  return (
    <>
      <Verdicts {...compared} words={{ few: said.few, changed: said.changed }} below={said.limit} />
      <Compared {...compared} />
      <Changes shadow={shadow} result={result} names={names} />
      <ByRule result={result} />
      <Missed shadow={shadow} />
      <Load {...compared} />
    </>
  )
}

function Changes(of: { shadow: Shadow; result: Result; names: readonly string[] }) {
  const { shadows: said } = useWords()
  const { currency } = of.result
  const { id, changed: count } = of.shadow
  const opened = useOpened()
  const changed = useShadowChanges({ id, currency, filter: useFilter(), changed: count })
  return (
    <ChangedPart
      changed={changed}
      currency={currency}
      outcomes={outcomesOf(of.result)}
      says={said.kept}
    >
      {opened.no !== undefined && (
        <OfOrder of={{ id, currency, no: opened.no }} names={of.names} onClose={opened.close} />
      )}
    </ChangedPart>
  )
}

function OfOrder(props: {
  of: { id: string; currency: string; no: number }
  names: readonly string[]
  onClose: () => void
}) {
  const { of, ...rest } = props
  return <Reasons asked={useShadowReasons(of)} currency={of.currency} {...rest} />
}

/** Which rule decided, of those in force and of its own. */
function ByRule({ result }: { result: Result }) {
  const { shadows: said } = useWords()
  const { number } = useFormats()
  const nameOf = (rule: Result['rules'][number]['live']) => rule?.name ?? said.rules.plan
  const { versions } = result
  return (
    <section className={css['part']}>
      <h2>{said.rules.title}</h2>
      {versions.length > 1 && (
        <p className="quiet">
          {said.rules.versions(versions.map(({ version }) => number(version)).join(', '))}
        </p>
      )}
      <Table
        label={said.rules.title}
        head={[
          { says: said.rules.live },
          { says: said.rules.shadow },
          { says: said.rules.deliveries, isEnd: true },
          { says: said.rules.changed, isEnd: true },
        ]}
      >
        {result.rules.map(({ live, shadow, deliveries, changed }) => (
          <tr key={`${live?.id} ${shadow?.id}`}>
            <th scope="row">{nameOf(live)}</th>
            <td>{nameOf(shadow)}</td>
            <td data-end className="number">
              {number(deliveries)}
            </td>
            <td data-end className="number">
              {number(changed)}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

/** Orders that were not compared, by the reason. */
function Missed({ shadow: { missed } }: { shadow: Shadow }) {
  const { shadows: said } = useWords()
  const { number } = useFormats()
  if (missed.length === 0) return null
  return (
    <section className={css['part']}>
      <h2>{said.missed.title}</h2>
      <Table
        label={said.missed.title}
        head={[{ says: said.missed.why }, { says: said.missed.orders, isEnd: true }]}
      >
        {missed.map(({ why, orders }: { why: Miss; orders: number }) => (
          <tr key={why}>
            <th scope="row">{said.missed.reasons[why]}</th>
            <td data-end className="number">
              {number(orders)}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

/** Its rules, as they were when it started. */
export function Rules({ shadow: { list } }: { shadow: Shadow }) {
  const { shadows: said } = useWords()
  return (
    <section className={css['part']}>
      <h2>{said.ownRules}</h2>
      {list.length === 0 && <p className="quiet">{said.noRules}</p>}
      <ol className={routingCss['cards']} aria-label={said.ownRules}>
        {list.map((rule, i) => (
          <Card key={rule.id} rule={rule} no={i + 1} isSmall />
        ))}
      </ol>
    </section>
  )
}
