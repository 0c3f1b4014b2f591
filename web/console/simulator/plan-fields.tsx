import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { useNames } from '../orders/use-names.ts'
import { AMOUNTS, isPercent, pairsOf, STRATEGIES, type Amount } from '../routing/plan-draft.ts'
import { useWords } from '../words/index.ts'
import type { TypedPlan } from './plan.ts'

type Props = {
  isPlan: boolean
  plan: TypedPlan
  faults: ReadonlySet<Amount | 'plan'>
  set: (changed: { isPlan?: boolean; plan?: TypedPlan }) => void
}

/** What else a plan could say: each policy is played by it once more. */
export function PlanFields({ isPlan, plan, faults, set }: Props) {
  const { simulator } = useWords()
  const said = simulator.start
  return (
    <>
      <CheckField
        label={said.plan}
        hint={said.planHint}
        checked={isPlan}
        onChange={(event) => set({ isPlan: event.currentTarget.checked })}
      />
      {isPlan && <Otherwise plan={plan} faults={faults} set={(typed) => set({ plan: typed })} />}
    </>
  )
}

type Typed = Pick<Props, 'plan' | 'faults'> & { set: (plan: TypedPlan) => void }

function Otherwise({ plan, faults, set }: Typed) {
  const { simulator, routing } = useWords()
  const { plan: said, start } = simulator
  const { channels } = useNames()
  const pairs = pairsOf(AMOUNTS)
  const strategies = STRATEGIES.map((value) => ({ value, label: routing.strategies[value] }))
  return (
    <>
      <div className="pair">
        <SelectField
          label={said.channel}
          value={plan.channel}
          choices={[{ value: '', label: said.all }, ...channels]}
          onChange={(event) => set({ ...plan, channel: event.currentTarget.value })}
        />
        <SelectField
          label={said.strategy}
          value={plan.strategy}
          fault={faults.has('plan') ? start.faults.plan : undefined}
          choices={[{ value: '', label: said.stays }, ...strategies]}
          onChange={(event) => {
            set({ ...plan, strategy: event.currentTarget.value as TypedPlan['strategy'] })
          }}
        />
      </div>
      {pairs.map((pair) => (
        <div className="pair" key={pair[0]}>
          {pair.map((name) => (
            <TextField
              key={name}
              label={said.amounts[name]}
              fault={
                faults.has(name) ? start.faults[isPercent(name) ? 'percent' : 'amount'] : undefined
              }
              inputMode="decimal"
              autoComplete="off"
              placeholder={said.stays}
              value={plan.amounts[name]}
              onChange={(event) => {
                const amounts = { ...plan.amounts, [name]: event.currentTarget.value }
                set({ ...plan, amounts })
              }}
            />
          ))}
        </div>
      ))}
      <SelectField
        label={said.improving}
        value={plan.improving}
        choices={[
          { value: '', label: said.stays },
          { value: 'moves', label: said.moves },
          { value: 'keeps', label: said.keeps },
        ]}
        onChange={(event) => {
          set({ ...plan, improving: event.currentTarget.value as TypedPlan['improving'] })
        }}
      />
    </>
  )
}
