import { useState, type ReactNode } from 'react'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useWords, type Words } from '../words/index.ts'
import { faultsOf, type Draft } from './draft.ts'
import { PoolField } from './pool.tsx'

/** What of a channel can change; what only a new one has stands between. */
export function ChannelFields(of: {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  faultOf: (field: keyof Draft) => string | undefined
  children?: ReactNode
}) {
  const { channels: said } = useWords()
  const { draft, set, faultOf } = of
  return (
    <>
      <TextField
        label={said.name}
        fault={faultOf('name')}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {of.children}
      <TextField
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        label={said.wait}
        hint={said.waitHint}
        fault={faultOf('releaseMinutes')}
        value={draft.releaseMinutes}
        onChange={(event) => set({ releaseMinutes: event.currentTarget.value })}
      />
      <SelectField
        label={said.columns.shortage}
        hint={said.shortageSays[draft.onShortage]}
        value={draft.onShortage}
        choices={choicesOf(said.shortage)}
        onChange={(event) => set({ onShortage: event.currentTarget.value as Draft['onShortage'] })}
      />
      <TextField
        label={said.columns.zone}
        fault={faultOf('timeZone')}
        value={draft.timeZone}
        onChange={(event) => set({ timeZone: event.currentTarget.value })}
      />
      <PoolField pool={draft.pool} fault={faultOf('pool')} onChange={(pool) => set({ pool })} />
    </>
  )
}

export function choicesOf(names: Words['channels'][keyof Words['channels']] & object) {
  return Object.entries(names).map(([value, label]) => ({ value, label: String(label) }))
}

/** What is wrong with a field: what the form finds when it is saved, else what the server does. */
export function useFaults(draft: Draft, faultAt: (pointer: string) => string | undefined) {
  const { channels: said } = useWords()
  const [isTried, setTried] = useState(false)
  const faults = faultsOf(draft)
  return {
    /** Whether it can be sent; from the first time on faults are shown. */
    isGood: () => {
      setTried(true)
      return Object.keys(faults).length === 0
    },
    faultOf: (field: keyof Draft) => {
      const own = isTried ? faults[field] : undefined
      return own ? said.faults[own] : faultAt(`/${field}`)
    },
  }
}
