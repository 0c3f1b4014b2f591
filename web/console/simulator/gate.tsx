import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Notice } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import { signed } from './said.ts'
import type { Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

type Result = NonNullable<Simulation['result']>
type Money = { currency: string | null }

/** Whether looking ahead pays, also where the forecast is wrong. */
export function Gate({
  gate,
  currency,
  orders,
}: { gate: NonNullable<Result['gate']>; orders: number } & Money) {
  const { simulator } = useWords()
  const said = simulator.gate
  const formats = useFormats()
  const money = (amount: number) => formats.cost(amount, currency ?? 'EUR')
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
      <Notice tone={gate.passed ? 'moving' : 'attention'}>
        {gate.passed ? said.passed : said.failed}
      </Notice>
      <ul className={css['cases']}>
        {gate.cases.map(({ forecast, passed, cost, left }) => (
          <li key={forecast}>
            <Pill tone={passed ? 'done' : 'critical'}>{passed ? said.ok : said.dearer}</Pill>
            <span>{said[forecast]}</span>
            <span className="number">{signed(cost.mean, money)}</span>
            {cost.low !== null && cost.high !== null && (
              <span className="small">{simulator.between(money(cost.low), money(cost.high))}</span>
            )}
            {left > 0 && <span className="small">{said.left(money(left / orders))}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
