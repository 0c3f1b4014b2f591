import { useEffect, useRef, useState } from 'react'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { Notice, Skeleton } from '../../ui/states.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { titleId } from './card.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { retold } from './amounts.ts'
import { moneyOf } from './currency.ts'
import { emptyTyped, typedOf, type Typed, type TypedCondition } from './draft.ts'
import { faultsOf } from './faults.ts'
import type { FieldsProps } from './form-parts.tsx'
import { ChooseFields, LimitFields } from './limit-fields.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import { UseFields } from './place-fields.tsx'
import { Matched } from './matched.tsx'
import { ruleOf } from './rule-of.ts'
import type { Rule } from './tongue.ts'
import { Sentence } from './sentence.tsx'
import {
  KEY,
  readDraft,
  sendChange,
  useChannels,
  useKnowsChannels,
  useSentences,
  type RoutingDraft,
} from './use-routing.ts'
import { WishFields } from './wish-fields.tsx'
import css from './routing.module.css'

type Props = {
  base: RoutingDraft
  /** The one that is changed, as it stands in the draft; a new one otherwise. */
  rule?: Rule
  /** What a new one begins with. */
  start?: Typed | undefined
  onClose: () => void
}

/** A rule in its place in the list, as fields, once the currency of its amounts is known. */
export function RuleEditor(of: Props) {
  const { shell } = useWords()
  return useKnowsChannels() ? <Editor {...of} /> : <Skeleton label={shell.list.loading} />
}

/** The sentence is made while one types. */
function Editor({ base, rule, start, onClose }: Props) {
  const { routing, rules, shell } = useWords()
  const said = routing.form
  const tell = useTell()
  const channels = useChannels()
  const [typed, setTyped] = useState<Typed>(() => {
    return rule ? typedOf(rule, moneyOf(rule.when, channels).digits) : (start ?? emptyTyped())
  })
  const moneyIn = (given: Typed) => moneyOf(ruleOf(given, undefined).when, channels)
  const { currency, digits } = moneyIn(typed)
  const [isTried, setTried] = useState(false)
  const form = useChange({
    opened: base,
    read: () => readDraft(),
    send: ({ version }, given: Typed, header) => {
      const sent = ruleOf(given, digits, rule)
      return sendChange(
        version,
        rule ? { action: 'change', id: rule.id, fields: sent } : { action: 'add', rule: sent },
        header,
      )
    },
    stale: [KEY],
  })
  const place = useFocus(rule?.id)
  const faults = faultsOf(typed, digits, rule)
  const save = async () => {
    setTried(true)
    if (faults.size > 0) {
      requestAnimationFrame(() => {
        place.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
      })
      return
    }
    if (!(await form.run(typed))) return
    tell({ title: rule ? routing.changed : routing.added })
    onClose()
  }
  const faultAt = (pointer: string) => {
    const fault = isTried ? faults.get(pointer) : undefined
    return fault ? said.faults[fault] : form.faultAt(pointer)
  }
  const props: FieldsProps = {
    typed,
    set: (changed) =>
      setTyped((before) => {
        const now = { ...before, ...changed }
        return rule ? retold(now, rule, moneyIn(before).digits, moneyIn(now).digits) : now
      }),
    faultAt,
    money: currency ?? said.ownMoney,
  }
  return (
    <form
      ref={place}
      className={css['editor']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {form.overtaken && <DraftOvertaken now={form.overtaken.now} next={rules.draft.again} />}
      <Reads typed={typed} rule={rule} digits={digits} draft={base.version} />
      <Fields {...props} />
      {isTried && faults.size > 0 && <Notice tone="critical">{said.mend}</Notice>}
      <div className={css['editorActs']}>
        <Button onClick={onClose}>{shell.cancel}</Button>
        <Button look="primary" type="submit" busy={form.isBusy}>
          {said.save}
        </Button>
      </div>
    </form>
  )
}

function Fields(props: FieldsProps) {
  const said = useWords().routing.form
  const { typed, set, faultAt } = props
  const day = (field: 'from' | 'until', label: string) => (
    <TextField
      type="date"
      label={label}
      fault={faultAt(`/${field}`)}
      value={typed[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <TextField
        label={said.name}
        hint={said.nameHint}
        fault={faultAt('/name')}
        maxLength={100}
        autoComplete="off"
        value={typed.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <ConditionFields {...props} />
      <UseFields {...props} />
      <ChooseFields {...props} />
      <LimitFields {...props} />
      <WishFields {...props} />
      <fieldset className="part">
        <legend>{said.dates}</legend>
        <div className="pair">
          {day('from', said.fromDay)}
          {day('until', said.untilDay)}
        </div>
      </fieldset>
    </>
  )
}

function withValues(conditions: readonly TypedCondition[]): TypedCondition[] {
  return conditions
    .map((one) => ({ ...one, any: withValues(one.any) }))
    .filter(({ of, in: some, from, below, any }) => {
      return of === 'hazard' || some.length > 0 || from !== '' || below !== '' || any.length > 0
    })
}

/** The rule as it stands now, in its sentence. */
function Reads(of: {
  typed: Typed
  rule: Rule | undefined
  digits: number | undefined
  draft: number
}) {
  const said = useWords().routing.form
  const sentence = useSentences()
  // What has no value yet would be said as if it had one.
  const when = withValues(of.typed.when)
  const wishes = of.typed.wishes.filter((wish) => wish.parcel + wish.unit + wish.rank !== '')
  const closed = of.typed.never.closed.filter(({ weekdays, from, until }) => {
    return weekdays.length > 0 || from !== '' || until !== ''
  })
  const never = { ...of.typed.never, closed }
  const sent = ruleOf({ ...of.typed, when, never, wishes }, of.digits, of.rule)
  return (
    // What is long is scrolled in it, by keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css['reads']} tabIndex={0} role="group" aria-label={said.reads}>
      <div role="status">
        <h3>{said.reads}</h3>
        <Sentence parts={sentence(sent)} />
        <Matched {...of} />
      </div>
    </div>
  )
}

/** The focus goes into the editor, and back to the rule when it is closed. */
function useFocus(id: string | undefined) {
  const place = useRef<HTMLFormElement>(null)
  useEffect(() => {
    place.current?.closest('li')?.scrollIntoView({ block: 'start' })
    place.current?.querySelector('input')?.focus({ preventScroll: true })
    return () => {
      if (id === undefined) return
      requestAnimationFrame(() => document.getElementById(titleId(id))?.focus())
    }
  }, [id])
  return place
}
