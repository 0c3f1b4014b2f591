import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Notice } from '../../ui/states.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { useNames } from '../orders/use-names.ts'
import { saysOf } from '../shell/fault.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange, type Overtaking } from '../shell/use-change.ts'
import { pricedStart } from '../simulator/asked.ts'
import { useWords } from '../words/index.ts'
import { AheadFields } from './ahead-fields.tsx'
import {
  AMOUNTS,
  carriageOf,
  pairsOf,
  planBody,
  planFaults,
  RATES,
  STRATEGIES,
  typedPlan,
  type Carriage,
  type Plan,
  type PlanFault,
  type Rate,
  type Strategy,
  type TypedPlan,
  type UsualPlan,
} from './plan-draft.ts'
import { PackagingFields } from './packaging-fields.tsx'
import { usePlanFacts } from './plan-facts.ts'
import { readPlans } from './use-plans.ts'
import { KEY } from './use-routing.ts'

type Of = {
  channel: string
  currency: string
  plan: Plan | undefined
  /** An earlier version, whose words the form begins with. */
  taken?: Plan | undefined
  usual: UsualPlan
  onClose: () => void
}
type Form = {
  typed: TypedPlan
  set: (changed: Partial<TypedPlan>) => void
  faultOf: (field: PlanFault) => string | undefined
}

/** What counts for one channel; published at once, on top of what was seen. */
export function PlanDialog(of: Of) {
  const words = useWords()
  const { plans: said } = words.routing
  const names = useNames()
  const { number } = useFormats()
  const form = usePlanForm(of)
  const { typed, overtaken, refused } = form
  return (
    <FormDialog
      title={said.title(names.channel(of.channel))}
      says={said.dialogSays(of.currency)}
      act={said.publish}
      isBusy={form.isBusy}
      onSave={() => void form.save()}
      onClose={of.onClose}
    >
      {of.taken && <Notice tone="moving">{said.taken(number(of.taken.version))}</Notice>}
      {overtaken && <Overtaken lines={overtaken} />}
      {refused && <Notice tone="critical">{saysOf(refused, words)}</Notice>}
      <Decides {...form} canKeep={carriageOf((form.base ?? of.usual).tariff) === 'kept'} />
      {typed.carriage === 'distance' && <Distances {...form} />}
      <PackagingFields
        typed={typed.packaging}
        isByCards={typed.carriage === 'cards'}
        set={(packaging) => form.set({ packaging })}
        faultOf={form.faultOf}
      />
      <Amounts {...form} />
      <Moves {...form} />
      <Prices {...form} channel={of.channel} />
    </FormDialog>
  )
}

function usePlanForm({ channel, currency, plan, taken, usual, onClose }: Of) {
  const { plans: said } = useWords().routing
  const changesOf = useChanges(currency, usual)
  const tell = useTell()
  const [typed, setTyped] = useState(() => typedPlan(taken ?? plan, usual))
  const [isTried, setTried] = useState(false)
  const faults = planFaults(typed)
  const { base, run, isBusy, overtaken, problem } = useChange({
    opened: plan,
    read: async () => (await readPlans()).items.find((one) => one.channel === channel),
    // What is not typed stays as the newest version has it.
    send: (newest, given: TypedPlan, header) => {
      const body = planBody(given, { channel, plan: newest, usual })
      return answerOf(api.POST('/v1/routing-plans', { params: { header }, body }))
    },
    stale: [KEY],
    onRefused: () => true,
  })
  const save = async () => {
    setTried(true)
    if (faults.size > 0) return
    if (!(await run(typed))) return
    tell({ title: said.done })
    onClose()
  }
  const faultOf = (field: PlanFault) => {
    const fault = isTried ? faults.get(field) : undefined
    return fault && said.faults[fault === 'none' && WHOLE.has(field) ? 'whole' : fault]
  }
  const set = (changed: Partial<TypedPlan>) => setTyped({ ...typed, ...changed })
  const lines = overtaken && changesOf(overtaken)
  return { base, typed, set, faultOf, isBusy, overtaken: lines, refused: problem, save }
}

/** What somebody else has changed meanwhile, line by line. */
function useChanges(currency: string, usual: UsualPlan) {
  const { changedTo } = useWords().shell.overtaken
  const factsOf = usePlanFacts(currency)
  return ({ before, now }: Overtaking<Plan | undefined>): string[] => {
    const was = factsOf(before, usual)
    return factsOf(now, usual).flatMap(([name, value], i) => {
      return was[i]![1] === value ? [] : [changedTo(name, was[i]![1], value)]
    })
  }
}

const WHOLE: ReadonlySet<PlanFault> = new Set([
  'coolOffHours',
  'mostMoves',
  'days',
  'marginPercent',
])

function Decides({ typed, set, canKeep }: Form & { canKeep: boolean }) {
  const { routing } = useWords()
  const { plans: said, strategies } = routing
  const carriages = (['cards', 'distance', 'kept'] as const).filter((one) => {
    return one !== 'kept' || canKeep
  })
  return (
    <div className="pair">
      <SelectField
        label={said.strategy}
        value={typed.strategy}
        choices={STRATEGIES.map((value) => ({ value, label: strategies[value] }))}
        onChange={(event) => set({ strategy: event.currentTarget.value as Strategy })}
      />
      <SelectField
        label={said.carriage}
        hint={typed.carriage === 'kept' ? said.keptHint : undefined}
        value={typed.carriage}
        choices={carriages.map((value) => ({ value, label: said.carriages[value] }))}
        onChange={(event) => set({ carriage: event.currentTarget.value as Carriage })}
      />
    </div>
  )
}

function Distances({ typed, set, faultOf }: Form) {
  const { plans: said } = useWords().routing
  return pairsOf(RATES).map((pair) => (
    <div className="pair" key={pair[0]}>
      {pair.map((name: Rate) => (
        <Amount
          key={name}
          label={said.rates[name]}
          fault={faultOf(name)}
          value={typed.rates[name]}
          set={(value) => set({ rates: { ...typed.rates, [name]: value } })}
        />
      ))}
    </div>
  ))
}

function Amounts({ typed, set, faultOf }: Form) {
  const { simulator, routing } = useWords()
  const fields = AMOUNTS.map((name) => (
    <Amount
      key={name}
      label={simulator.plan.amounts[name]}
      fault={faultOf(name)}
      placeholder={routing.plans.nothing}
      value={typed.amounts[name]}
      set={(value) => set({ amounts: { ...typed.amounts, [name]: value } })}
    />
  ))
  const coolOff = (
    <Amount
      key="coolOffHours"
      label={routing.plans.coolOffHours}
      fault={faultOf('coolOffHours')}
      value={typed.coolOffHours}
      set={(coolOffHours) => set({ coolOffHours })}
    />
  )
  return pairsOf([...fields, coolOff]).map((pair) => (
    <div className="pair" key={pair[0]!.key}>
      {pair}
    </div>
  ))
}

function Moves({ typed, set, faultOf }: Form) {
  const { plans: said } = useWords().routing
  return (
    <>
      <CheckField
        label={said.improve}
        hint={said.improveHint}
        checked={typed.improving}
        onChange={(event) => set({ improving: event.currentTarget.checked })}
      />
      {typed.improving && (
        <div className="pair">
          <Amount
            label={said.leastSaving}
            fault={faultOf('leastSaving')}
            value={typed.leastSaving}
            set={(leastSaving) => set({ leastSaving })}
          />
          <Amount
            label={said.mostMoves}
            fault={faultOf('mostMoves')}
            value={typed.mostMoves}
            set={(mostMoves) => set({ mostMoves })}
          />
        </div>
      )}
    </>
  )
}

function Prices({ typed, set, faultOf, channel }: Form & { channel: string }) {
  const { plans: said } = useWords().routing
  return (
    <>
      <CheckField
        label={said.price}
        hint={
          <>
            {said.priceHint}{' '}
            <Link to="/simulator" search={pricedStart(channel, typed)}>
              {said.toSimulator}
            </Link>
          </>
        }
        checked={typed.prices}
        onChange={(event) => set({ prices: event.currentTarget.checked })}
      />
      {typed.prices && (
        <AheadFields typed={typed} set={set} faultOf={faultOf} togetherHint={said.togetherHint} />
      )}
    </>
  )
}

function Amount(of: {
  label: string
  hint?: string
  fault: string | undefined
  value: string
  placeholder?: string
  set: (value: string) => void
}) {
  const { set, ...field } = of
  return (
    <TextField
      {...field}
      inputMode="decimal"
      autoComplete="off"
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}
