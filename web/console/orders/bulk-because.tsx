import { useState } from 'react'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import type { BulkAct } from './bulk.ts'
import type { Given } from './bulk-act.ts'

const REASON_MAX = 200
const NOTE_MAX = 1000
const OTHER = 'other'

export function useBecause(act: BulkAct) {
  return useState<Given>({ reason: act === 'place_hold' ? 'address_check' : '', note: '' })
}

/** Why it is done: it stays on the timeline of each order. */
export function Because(of: { act: BulkAct; given: Given; onChange: (given: Given) => void }) {
  const { act, given, onChange } = of
  const { orders, order } = useWords()
  const { bulk } = orders
  if (act === 'release_hold') return null
  if (act === 'cancel') {
    return (
      <TextField
        label={bulk.reason}
        hint={bulk.reasonHint}
        value={given.reason}
        maxLength={REASON_MAX}
        required
        onChange={(event) => onChange({ ...given, reason: event.currentTarget.value })}
      />
    )
  }
  return (
    <>
      <SelectField
        label={bulk.cause}
        value={given.reason}
        choices={Object.entries(order.holds.causes).map(([value, label]) => ({ value, label }))}
        onChange={(event) => onChange({ ...given, reason: event.currentTarget.value })}
      />
      <TextField
        label={given.reason === OTHER ? bulk.noteOther : bulk.note}
        hint={bulk.noteHint}
        value={given.note}
        maxLength={NOTE_MAX}
        onChange={(event) => onChange({ ...given, note: event.currentTarget.value })}
      />
    </>
  )
}
