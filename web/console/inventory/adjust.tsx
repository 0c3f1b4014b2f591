import { useId, useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import { changesOf, effectOf, faultOf, sourcesOf, WHATS } from './effect.ts'
import type { Fault, From, Wanted, What } from './effect.ts'
import { KEPT, round } from './figures.ts'
import { useAdjust } from './use-adjust.ts'
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

/** Records what somebody found, counted or lost at a place, and says before what it leads to. */
export function AdjustDialog(props: Props) {
  const { inventory: said, shell } = useWords()
  const form = useForm(props)
  const { what, text, fault, isTried } = form
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
        <SelectField
          label={said.adjust.what}
          choices={WHATS.map((id) => ({ value: id, label: said.adjust.whats[id] }))}
          value={what}
          onChange={(event) => form.setWhat(event.currentTarget.value as What)}
        />
        {form.sources.length > 1 && (
          <SelectField
            label={said.adjust.source}
            choices={form.sources.map((id) => ({ value: id, label: said.adjust.sources[id] }))}
            value={form.from}
            onChange={(event) => form.setFrom(event.currentTarget.value as From)}
          />
        )}
        <TextField
          type="number"
          inputMode="decimal"
          step={10 ** -props.decimals}
          label={what === 'counted' ? said.adjust.onShelf : said.adjust.howMany}
          hint={hintOf(what, said.adjust.hint)}
          fault={fault && (isTried || fault !== 'none') ? said.adjust.faults[fault] : undefined}
          value={text}
          onChange={(event) => form.setText(event.currentTarget.value)}
        />
        <Note value={form.note} onChange={form.setNote} />
        {!fault && <Effect before={form.before} wanted={form.wanted} />}
        <button type="submit" hidden>
          {said.adjust.save}
        </button>
      </form>
    </Dialog>
  )
}

function hintOf(what: What, hints: Partial<Record<What, string>>): string | undefined {
  return hints[what]
}

/** What was typed so far, and how it is recorded. */
function useForm({ sku, decimals, shelves, location: at, onClose }: Props) {
  const { nameOf } = usePlaces()
  const [location, setLocation] = useState(at ?? shelves[0]?.location ?? '')
  const [what, setWhat] = useState<What>('counted')
  const [chosen, setFrom] = useState<From>('sale')
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const { record, isBusy } = useAdjust(sku, nameOf(location))
  const before = shelves.find((shelf) => shelf.location === location) ?? noneAt(sku, location)
  const sources = sourcesOf(before, what)
  const from = sources.includes(chosen) ? chosen : (sources[0] ?? 'sale')
  const isNowhere = what === 'backForSale' && sources.length === 0
  const fault: Fault | 'nowhere' | undefined = isNowhere
    ? 'nowhere'
    : faultOf(text, before, { what, from, decimals })
  const wanted: Wanted = { what, amount: Number(text), from }
  const save = async () => {
    setTried(true)
    if (fault || location === '') return
    if (await record({ before, wanted, note: note.trim() })) onClose()
  }
  const fields = { location, what, from, text, note }
  const set = { setLocation, setWhat, setFrom, setText, setNote }
  return { ...fields, ...set, sources, before, wanted, fault, isTried, isBusy, save }
}

function noneAt(sku: string, location: string): Shelf {
  const none = { onHand: 0, unavailable: 0, held: 0, allocated: 0, uncovered: 0, available: 0 }
  return {
    sku,
    location,
    ...none,
    conditions: {},
    version: 0,
    paused: false,
    feed: null,
    heldBack: 0,
  }
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

/** `3 fewer to sell, 3 damaged`; then each figure before and after, and whom it takes from. */
function Effect({ before, wanted }: { before: Shelf; wanted: Wanted }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const { after, cartsLose, lacking } = effectOf(before, wanted)
  const { onHand } = changesOf(before, wanted)
  const shown = [
    ...(onHand === 0 ? [] : [[said.terms.onHand, before.onHand, after.onHand] as const]),
    ...KEPT.map((kept) => {
      const [was, will] = [before, after].map(({ conditions }) => conditions[kept] ?? 0)
      return [said.kept[kept], was!, will!] as const
    }).filter(([, was, will]) => was !== will),
    [said.terms.available, before.available, after.available] as const,
  ].map(([name, ...values]) => {
    const [was, will] = values.map((value) => number(Math.max(0, value)))
    return said.adjust.from(name, was!, will!)
  })
  return (
    <div className={css['effect']} role="status">
      <p>{said.adjust.effect}</p>
      <Outcome before={before} after={after} />
      {shown.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {cartsLose > 0 && <p>{said.adjust.cartsLose(cartsLose)}</p>}
      {lacking > 0 && <p className={css['bad']}>{said.adjust.lacking(lacking)}</p>}
    </div>
  )
}

/** `3 fewer to sell, 3 damaged`; nothing where nothing changes. */
function Outcome({
  before,
  after,
}: Record<'before' | 'after', Pick<Shelf, 'available' | 'conditions'>>) {
  const { inventory: said } = useWords()
  const { number, language } = useFormats()
  const [was, will] = [before, after].map(({ available }) => Math.max(0, available))
  const parts = [
    ...(was === will
      ? []
      : [said.adjust[will! < was! ? 'fewer' : 'more'](number(Math.abs(will! - was!)))]),
    ...KEPT.flatMap((kept) => {
      const change = round((after.conditions[kept] ?? 0) - (before.conditions[kept] ?? 0))
      if (change === 0) return []
      return said.adjust[change > 0 ? 'gains' : 'loses'](
        number(Math.abs(change)),
        said.inState[kept],
      )
    }),
  ]
  if (parts.length === 0) return null
  return <p>{new Intl.ListFormat(language, { type: 'unit' }).format(parts)}</p>
}
