import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Notice } from '../../ui/states.tsx'
import { useNames } from '../orders/use-names.ts'
import { useAhead } from '../routing/plan-facts.ts'
import { KEY } from '../routing/use-routing.ts'
import { useWords } from '../words/index.ts'
import { countingFor, sayingOf, type Counting } from './counting.ts'
import { signed } from './said.ts'
import type { Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

type Result = NonNullable<Simulation['result']>

const TONES = { not_dearer: 'done', dearer: 'critical', too_few_days: 'neutral' } as const

/** Whether looking ahead pays, also where the forecast is wrong; and what counts of that. */
export function Gate({
  gate,
  orders,
  simulation: { id, from, until, currency, policies },
}: {
  gate: NonNullable<Result['gate']>
  orders: number
  simulation: Simulation
}) {
  const { simulator } = useWords()
  const said = simulator.gate
  const formats = useFormats()
  const ahead = useAhead()
  // It is of the first that has prices.
  const by = policies.find(({ prices }) => prices)?.lookAhead
  const { data, isPending } = useQuery({
    queryKey: [...KEY, 'prices', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stock-prices', { signal })),
  })
  const counting = countingFor(gate, by, data?.channels ?? [])
  const says = sayingOf(gate.verdict, counting, { from, until })
  const money = (amount: number) => formats.cost(amount, currency ?? 'EUR')
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
      {!isPending && (
        <Notice tone={says === 'not_dearer' ? 'moving' : 'attention'}>{said.says[says]}</Notice>
      )}
      {!isPending && (says === 'passes' || says === 'fails') && <p>{said.rule}</p>}
      {counting.map((one) => (
        <Counts key={one.channel} one={one} />
      ))}
      {by && <p className="small">{said.by(ahead(by))}</p>}
      <ul className={css['cases']}>
        {gate.cases.map(({ forecast, verdict, cost, left }) => (
          <li key={forecast}>
            <Pill tone={TONES[verdict]}>{said.verdicts[verdict]}</Pill>
            <span>{said[forecast]}</span>
            <span className="number">{signed(cost.mean, money)}</span>
            {cost.low !== null && cost.high !== null && (
              <span className="small">{simulator.between(money(cost.low), money(cost.high))}</span>
            )}
            {left !== 0 && (
              <span className="small">
                {said[left > 0 ? 'left' : 'lacking'](money(Math.abs(left) / orders))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The simulation that counts of a channel now, perhaps another than the one that is shown. */
function Counts({ one: { channel, gate, proven } }: { one: Counting }) {
  const said = useWords().simulator.gate
  const { day } = useFormats()
  const names = useNames()
  const counts = said.counts(names.channel(channel), day(gate.decidedAt))
  const isOutdated = gate.passed && !proven
  return (
    <p className="small line">
      {gate.days === null ? counts : `${counts}, ${said.days(gate.days)}`}
      <Pill tone={proven ? 'done' : 'attention'}>
        {proven ? said.proven : isOutdated ? said.unproven : said.verdicts[gate.verdict]}
      </Pill>
    </p>
  )
}
