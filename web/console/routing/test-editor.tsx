import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { dayName } from '../../lib/wall-time.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Notice } from '../../ui/states.tsx'
import { useNames } from '../orders/use-names.ts'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { fieldsOf, testFaults, typedOf, type TestFault, type TypedTest } from './expected.ts'
import { Pick } from './form-parts.tsx'
import { readTests, TESTS_KEY, useRuleNames, type Proposed, type RuleTest } from './use-tests.ts'
import { useChannels } from './use-routing.ts'

type Of = Proposed & Partial<RuleTest>
type Field = Parameters<ReturnType<typeof testFaults>['get']>[0]
type FieldsProps = {
  typed: TypedTest
  set: (changed: Partial<TypedTest>) => void
  faultAt: (field: Field) => string | undefined
}

/** What is expected of a delivery, on which stock: a new test, or one that is there. */
export function TestEditor({ test, onClose }: { test: Of; onClose: () => void }) {
  const { routing, shell } = useWords()
  const said = routing.tests
  const tell = useTell()
  const [typed, setTyped] = useState(() => typedOf(test))
  const [isTried, setTried] = useState(false)
  const isNew = test.version === undefined
  const form = useChange({
    opened: test,
    read: async () => {
      const all = (await readTests()).items
      return all.find(({ code }) => code === test.code) ?? test
    },
    send: (base, given: TypedTest, header) => send(base, given, header),
    stale: [TESTS_KEY],
  })
  const faults = testFaults(typed)
  const sayFault = (fault: TestFault) =>
    typeof fault === 'object' ? said.faults.line(String(fault.line)) : said.faults[fault]
  const faultAt = (field: Field) => {
    const fault = isTried ? faults.get(field) : undefined
    return fault ? sayFault(fault) : form.faultAt(POINTERS[field] ?? `/${field}`)
  }
  const save = async () => {
    setTried(true)
    if (faults.size > 0 || !(await form.run(typed))) return
    tell({ title: (isNew ? said.kept : said.changed)(typed.name.trim()) })
    onClose()
  }
  const set = (changed: Partial<TypedTest>) => setTyped((before) => ({ ...before, ...changed }))
  const props = { typed, set, faultAt }
  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={isNew ? said.keepTitle : said.editTitle(test.name ?? '')}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void save()}>
            {said.save}
          </Button>
        </>
      }
    >
      {form.overtaken && <Notice tone="attention">{said.overtaken}</Notice>}
      <Called {...props} isNew={isNew} />
      <Expectations {...props} channel={test.invented.channel} />
      <Circumstances {...props} />
    </Dialog>
  )
}

const POINTERS: Partial<Record<Field, string>> = {
  rule: '/expected/rule',
  maxParcels: '/expected/maxParcels',
  maxCost: '/expected/maxCost',
  time: '/at/time',
}

async function send(
  base: Of,
  typed: TypedTest,
  header: { 'idempotency-key': string },
): Promise<unknown> {
  const fields = fieldsOf(typed)
  if (base.version === undefined) {
    const body = { code: typed.code.trim(), invented: base.invented, ...fields }
    return answerOf(api.POST('/v1/routing-tests', { params: { header }, body }))
  }
  const params = { header, path: { code: base.code! } }
  const body = { version: base.version, fields }
  return answerOf(api.POST('/v1/routing-tests/{code}/changes', { params, body }))
}

function Called({ typed, set, faultAt, isNew }: FieldsProps & { isNew: boolean }) {
  const said = useWords().routing.tests
  return (
    <div className="pair">
      <TextField
        label={said.name}
        fault={faultAt('name')}
        maxLength={100}
        value={typed.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {isNew && (
        <TextField
          label={said.code}
          fault={faultAt('code')}
          maxLength={64}
          spellCheck={false}
          autoComplete="off"
          value={typed.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

const NONE: readonly string[] = []

function Expectations({ typed, set, faultAt, channel }: FieldsProps & { channel: string }) {
  const said = useWords().routing.tests
  const { locations } = useNames()
  const rules = useRuleNames()
  const currency = useChannels()?.find(({ code }) => code === channel)?.currency ?? ''
  const number = (field: 'maxParcels' | 'maxCost', label: string) => (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      fault={faultAt(field)}
      value={typed[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  const yesNo = { any: said.any, yes: said.parts.unfilled, no: said.parts.filled }
  return (
    <>
      <SelectField
        label={said.rule}
        fault={faultAt('rule')}
        value={typed.rule}
        choices={[
          { value: 'any', label: said.any },
          { value: 'none', label: said.parts.noRule },
          ...[...rules].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(event) => set({ rule: event.currentTarget.value })}
      />
      <Pick
        label={said.exactly}
        choices={locations}
        value={typed.exactly ?? NONE}
        onChange={(value) => set({ exactly: value.length > 0 ? value : undefined })}
      />
      <Pick
        label={said.among}
        choices={locations}
        value={typed.among}
        onChange={(among) => set({ among })}
      />
      <Pick
        label={said.never}
        choices={locations}
        value={typed.never}
        onChange={(never) => set({ never })}
      />
      <div className="pair">
        {number('maxParcels', said.maxParcels)}
        {number('maxCost', said.maxCost(currency))}
        <SelectField
          label={said.short}
          value={typed.unfilled}
          choices={(['any', 'yes', 'no'] as const).map((value) => ({ value, label: yesNo[value] }))}
          onChange={(event) => {
            set({ unfilled: event.currentTarget.value as TypedTest['unfilled'] })
          }}
        />
      </div>
    </>
  )
}

const DAYS = ['1', '2', '3', '4', '5', '6', '7']
const NINE = '09:00'

/** When it is decided, and on which stock. */
function Circumstances({ typed, set, faultAt }: FieldsProps) {
  const said = useWords().routing.tests
  const { language } = useFormats()
  const { weekday, time } = typed
  return (
    <>
      <div className="pair">
        <SelectField
          label={said.weekday}
          value={weekday}
          choices={[
            { value: '', label: said.anyDay },
            ...DAYS.map((value) => ({ value, label: dayName(language, Number(value)) })),
          ]}
          onChange={(event) => {
            const day = event.currentTarget.value
            set({ weekday: day, time: time === '' ? NINE : time })
          }}
        />
        {weekday !== '' && (
          <TextField
            type="time"
            label={said.time}
            fault={faultAt('time')}
            value={time}
            onChange={(event) => set({ time: event.currentTarget.value })}
          />
        )}
      </div>
      <TextArea
        label={said.stock}
        hint={said.stockHint}
        fault={faultAt('stock')}
        rows={6}
        spellCheck={false}
        value={typed.stock}
        onChange={(event) => set({ stock: event.currentTarget.value })}
      />
    </>
  )
}
