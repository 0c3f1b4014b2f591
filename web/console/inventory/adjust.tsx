import { useId, useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import { effectOf, faultOf, type Wanted } from './effect.ts'
import { REASONS, useAdjust, type Reason } from './use-adjust.ts'
import { usePlaces } from './use-places.ts'
import type { Shelf } from './use-stock.ts'
import css from './inventory.module.css'

type Props = {
  sku: string
  decimals: number
  shelves: readonly Shelf[]
  /** The place that was pointed at; otherwise it is asked for. */
  location: string | undefined
  onClose: () => void
}

const WAYS = ['change', 'count', 'keep'] as const

/** Units that are only held back neither came nor went. */
const KEEP_REASONS: readonly Reason[] = ['damage', 'adjustment', 'correction']

/** Records what somebody found, counted or lost at a place, and says before what it leads to. */
export function AdjustDialog(props: Props) {
  const { inventory: said, shell } = useWords()
  const form = useForm(props)
  const { by, text, fault, isTried } = form
  const reasons = by === 'keep' ? KEEP_REASONS : REASONS
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={said.adjust.title}
      actions={
        <>
          <Button onClick={props.onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void form.save()}>
            {said.adjust.save}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void form.save()
        }}
      >
        <Place value={form.location} onChoose={form.setLocation} />
        <Chips
          label={said.adjust.how}
          chips={WAYS.map((id) => ({ id, label: said.adjust.by[id] }))}
          chosen={by}
          onChoose={(id) => form.setBy(id as Wanted['by'])}
        />
        <TextField
          type="number"
          inputMode="decimal"
          step={10 ** -props.decimals}
          label={said.adjust.amount[by]}
          hint={said.adjust.hint[by]}
          fault={fault && (isTried || fault !== 'none') ? said.adjust.faults[fault] : undefined}
          value={text}
          onChange={(event) => form.setText(event.currentTarget.value)}
        />
        {by !== 'count' && (
          <SelectField
            label={said.adjust.reason}
            choices={reasons.map((id) => ({ value: id, label: said.reasons[id] }))}
            value={form.reason}
            onChange={(event) => form.setReason(event.currentTarget.value as Reason)}
          />
        )}
        <Note value={form.note} onChange={form.setNote} />
        {!fault && <Effect before={form.before} wanted={form.wanted} />}
        <button type="submit" hidden>
          {said.adjust.save}
        </button>
      </form>
    </Dialog>
  )
}

/** What was typed so far, and how it is recorded. */
function useForm({ sku, decimals, shelves, location: at, onClose }: Props) {
  const { nameOf } = usePlaces()
  const [location, setLocation] = useState(at ?? shelves[0]?.location ?? '')
  const [by, setBy] = useState<Wanted['by']>('change')
  const [text, setText] = useState('')
  const [given, setReason] = useState<Reason>('adjustment')
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const { record, isBusy } = useAdjust(sku, nameOf(location))
  const before = shelves.find((shelf) => shelf.location === location) ?? noneAt(sku, location)
  const fault = faultOf(text, before, { by, decimals })
  const wanted: Wanted = { by, amount: Number(text) }
  const reason = by === 'keep' && !KEEP_REASONS.includes(given) ? 'adjustment' : given
  const save = async () => {
    setTried(true)
    if (fault || location === '') return
    if (await record({ before, wanted, reason, note: note.trim() })) onClose()
  }
  const fields = { location, by, text, reason, note }
  const set = { setLocation, setBy, setText, setReason, setNote }
  return { ...fields, ...set, before, wanted, fault, isTried, isBusy, save }
}

function noneAt(sku: string, location: string): Shelf {
  const none = { onHand: 0, unavailable: 0, held: 0, allocated: 0, uncovered: 0, available: 0 }
  return { sku, location, ...none, version: 0, paused: false, feed: null, heldBack: 0 }
}

function Place({ value, onChoose }: { value: string; onChoose: (code: string) => void }) {
  const { inventory: said } = useWords()
  const { choices, nameOf } = usePlaces()
  const id = useId()
  const own = choices.length > 0 ? choices : [{ value, label: nameOf(value) }]
  return (
    <div className={css['field']}>
      <label htmlFor={id} className={css['label']}>
        {said.place}
      </label>
      <SearchSelect
        id={id}
        label={said.place}
        searchLabel={said.findPlace}
        none={said.noPlace}
        choices={own}
        value={value}
        onChoose={onChoose}
      />
    </div>
  )
}

function Note({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  const { inventory: said } = useWords()
  return (
    <TextField
      label={said.adjust.note}
      hint={said.adjust.noteHint}
      maxLength={100}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** `On hand 12 → 9, available 3 → 0`, and whom it takes units from. */
function Effect({ before, wanted }: { before: Shelf; wanted: Wanted }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const { after, cartsLose, lacking } = effectOf(before, wanted)
  const shown = (['onHand', 'unavailable', 'available'] as const)
    .filter((name) => name !== 'unavailable' || wanted.by === 'keep')
    .map((name) => {
      const [was, will] = [before[name], after[name]].map((value) => number(Math.max(0, value)))
      return said.adjust.from(said.terms[name], was!, will!)
    })
  return (
    <div className={css['effect']} role="status">
      <p>{said.adjust.effect}</p>
      {shown.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {cartsLose > 0 && <p>{said.adjust.cartsLose(cartsLose)}</p>}
      {lacking > 0 && <p className={css['bad']}>{said.adjust.lacking(lacking)}</p>}
    </div>
  )
}
