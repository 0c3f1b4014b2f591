import { useFormats } from '../../lib/session.tsx'
import { useNames } from '../orders/use-names.ts'
import { AMOUNTS, isPercent } from '../routing/plan-draft.ts'
import { usePercent } from '../routing/use-plans.ts'
import { useWords } from '../words/index.ts'
import type { PlanChange } from './plan.ts'
import type { Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

/** What the plan says otherwise that some of the policies go by. */
export function OtherPlan({ simulation: { policies, currency } }: { simulation: Simulation }) {
  const { plan: said } = useWords().simulator
  const changes = policies.find(({ plans }) => plans.length > 0)?.plans
  if (!changes) return null
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
      <p className="small">{said.says}</p>
      {changes.map((change) => (
        <Change key={change.channel} change={change} currency={currency ?? 'EUR'} />
      ))}
    </section>
  )
}

function Change({ change, currency }: { change: PlanChange; currency: string }) {
  const { simulator, routing } = useWords()
  const { plan: said } = simulator
  const formats = useFormats()
  const percent = usePercent()
  const names = useNames()
  const { channel, strategy, objective = {}, services, improving } = change
  const saysOf = [
    ...(strategy ? [said.said(said.strategy, routing.strategies[strategy])] : []),
    ...AMOUNTS.flatMap((name) => {
      const amount = objective[name]
      if (amount === undefined) return []
      if (amount === null) return [said.said(said.amounts[name], said.nothing)]
      const value = isPercent(name) ? percent(amount / 100, 2) : formats.cost(amount, currency)
      return [said.said(said.amounts[name], value)]
    }),
    ...(improving === undefined
      ? []
      : [said.said(said.improving, improving ? said.moves : said.keeps)]),
    ...(services === undefined
      ? []
      : [said.said(said.services, services?.join(' · ') ?? said.allServices)]),
  ]
  return (
    <p>
      <strong>{channel === null ? said.all : names.channel(channel)}</strong>
      {` – ${saysOf.join(' · ')}`}
    </p>
  )
}
