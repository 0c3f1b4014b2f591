import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { Notice } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import type { Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

/** What is to be known of the numbers: rules that could decide nothing, orders not counted. */
export function Notes(of: {
  simulation: Simulation
  result: NonNullable<Simulation['result']>
  names: readonly string[]
}) {
  const { simulator: said, routing } = useWords()
  const { language } = useFormats()
  const { simulation, result, names } = of
  const { currency, progress } = simulation
  const idle = result.policies.filter(({ outOfTime }) => outOfTime.length > 0)
  const apart = currency === null ? 0 : progress.orders - result.orders
  if (idle.length === 0 && apart <= 0) return null
  return (
    <div className={css['part']}>
      {idle.map(({ policy, outOfTime }) => {
        const rules = outOfTime.map(({ name }) => routing.quoted(name))
        return (
          <Notice key={policy} tone="moving">
            {said.outOfTime(names[policy]!, listed(language, rules), rules.length)}
          </Notice>
        )
      })}
      {apart > 0 && <p className="small">{said.apart(apart, currency!)}</p>}
    </div>
  )
}
