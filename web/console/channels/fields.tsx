import type { ReactNode } from 'react'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useWords, type Words } from '../words/index.ts'
import type { Draft } from './draft.ts'
import { PoolField } from './pool.tsx'

/** What of a channel can change; what only a new one has stands between. */
export function ChannelFields(of: {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  faultAt: (pointer: string) => string | undefined
  children?: ReactNode
}) {
  const { channels: said } = useWords()
  const { draft, set, faultAt } = of
  return (
    <>
      <TextField
        label={said.name}
        fault={faultAt('/name')}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {of.children}
      <SelectField
        label={said.columns.shortage}
        hint={said.shortageSays[draft.onShortage]}
        value={draft.onShortage}
        choices={choicesOf(said.shortage)}
        onChange={(event) => set({ onShortage: event.currentTarget.value as Draft['onShortage'] })}
      />
      <TextField
        label={said.columns.zone}
        fault={faultAt('/timeZone')}
        value={draft.timeZone}
        onChange={(event) => set({ timeZone: event.currentTarget.value })}
      />
      <PoolField pool={draft.pool} onChange={(pool) => set({ pool })} />
    </>
  )
}

export function choicesOf(names: Words['channels'][keyof Words['channels']] & object) {
  return Object.entries(names).map(([value, label]) => ({ value, label: String(label) }))
}
