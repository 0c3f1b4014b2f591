import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Notice } from '../../ui/states.tsx'
import { useAhead } from '../routing/plan-facts.ts'
import { useWords } from '../words/index.ts'
import { signed } from './said.ts'
import type { Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

type Result = NonNullable<Simulation['result']>

const TONES = { not_dearer: 'done', dearer: 'critical', too_few_days: 'neutral' } as const

/** Whether looking ahead pays, also where the forecast is wrong. */
export function Gate({
  gate,
  orders,
  simulation: { currency, policies },
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
  const money = (amount: number) => formats.cost(amount, currency ?? 'EUR')
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
      <Notice tone={gate.passed ? 'moving' : 'attention'}>{said.says[gate.verdict]}</Notice>
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
