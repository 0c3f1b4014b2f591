import { useState } from 'react'
import { answerOf, api, type Problem } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { momentOf, wallClock } from '../../lib/wall-time.ts'
import { Field, SelectField, TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { useCommand } from '../shell/use-command.ts'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import {
  chosenOf,
  COLUMNS,
  currencyIn,
  FILES,
  importBody,
  importFaults,
  type Chosen,
  type FileName,
  type ImportDraft,
  type ImportField,
} from './import-draft.ts'
import { Found, type ImportAnswer } from './import-found.tsx'
import { STALE, useServices, type Carrier } from './use-carriers.ts'
import css from './carriers.module.css'

const SENT: Partial<Record<ImportField, string>> = {
  fuel: 'fuelPercent',
  from: 'validFrom',
  until: 'validUntil',
}

/** A published price list of a carrier, from its files: looked at first, then stored. */
export function ImportDialog({ carrier, onClose }: { carrier: Carrier; onClose: () => void }) {
  const said = useWords().carriers.prices.import
  const { draft, set, faultOf, looked, isBusy, act } = useImport(carrier, onClose)
  const { data: services = [] } = useServices()
  const own = services.filter((one) => one.carrier === carrier.code && !one.archived)
  const text = (name: 'currency' | 'fuel' | 'from' | 'until') => ({
    label: said[name],
    fault: faultOf(name),
    value: draft[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  const cards = looked?.cards.length ?? 0
  return (
    <FormDialog
      title={said.title(carrier.name)}
      says={said.says}
      act={cards > 0 ? said.store(cards) : said.look}
      isBusy={isBusy}
      onSave={() => void act()}
      onClose={onClose}
    >
      {FILES.map((name) => (
        <FileField
          key={name}
          name={name}
          fault={faultOf(name)}
          onChoose={(file) => {
            const currency = name === 'rates' ? file && currencyIn(file.text) : undefined
            set({ [name]: file, ...(currency !== undefined && { currency }) })
          }}
        />
      ))}
      <Columns />
      <div className="pair">
        <SelectField
          label={said.service}
          hint={said.serviceHint}
          value={draft.service}
          choices={[
            { value: '', label: said.inFile },
            ...own.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => set({ service: event.currentTarget.value })}
        />
        <TextField {...text('currency')} maxLength={3} spellCheck={false} />
        <TextField {...text('fuel')} inputMode="decimal" />
      </div>
      <div className="pair">
        <TextField {...text('from')} type="date" min="2000-01-01" max="2999-12-31" />
        <TextField
          {...text('until')}
          hint={said.untilHint}
          type="date"
          min="2000-01-01"
          max="2999-12-31"
        />
      </div>
      {looked && <Found answer={looked} />}
    </FormDialog>
  )
}

function useImport(carrier: Carrier, onClose: () => void) {
  const words = useWords()
  const said = words.carriers.prices.import
  const { timeZone } = useSession()
  const tell = useTell()
  const today = wallClock(timeZone, useNow()).date
  const [draft, setDraft] = useState<ImportDraft>(() => ({
    rates: undefined,
    zones: undefined,
    surcharges: undefined,
    service: '',
    currency: '',
    fuel: '0',
    from: today,
    until: '',
  }))
  const [isTried, setTried] = useState(false)
  const [looked, setLooked] = useState<ImportAnswer>()
  const [problem, setProblem] = useState<Problem>()
  const { run, isBusy } = useCommand(
    (body: ReturnType<typeof importBody> & { carrier: string; dryRun: boolean }, header) =>
      answerOf(api.POST('/v1/rate-cards/import', { params: { header }, body })),
    STALE,
    (refused) => {
      setProblem(refused)
      return refused.problem?.field !== undefined
    },
  )
  const faults = importFaults(draft)
  const act = async () => {
    setTried(true)
    setProblem(undefined)
    if (Object.keys(faults).length > 0) return
    const body = importBody(draft, (day) => momentOf(timeZone, `${day}T00:00`)!)
    const isLook = (looked?.cards.length ?? 0) === 0
    const answer = await run({ ...body, carrier: carrier.code, dryRun: isLook })
    if (!answer) return
    if (isLook) {
      setLooked(answer)
      return
    }
    tell({ title: said.stored(answer.cards.length) })
    onClose()
  }
  return {
    draft,
    looked,
    isBusy,
    act,
    // What was found is of what was chosen then.
    set(changed: Partial<ImportDraft>) {
      setLooked(undefined)
      setDraft((before) => ({ ...before, ...changed }))
    },
    faultOf(field: ImportField): string | undefined {
      const own = isTried ? faults[field] : undefined
      if (own !== undefined) return said[own]
      const isAt = problem?.problem?.field === `/${SENT[field] ?? field}`
      return isAt ? saysOf(problem, words) : undefined
    },
  }
}

function FileField(of: {
  name: FileName
  fault: string | undefined
  onChoose: (file: Chosen | undefined) => void
}) {
  const said = useWords().carriers.prices.import
  const { name, fault, onChoose } = of
  const choose = async (file: File | undefined) => onChoose(file && (await chosenOf(file)))
  return (
    <Field label={said[name]} hint={said[`${name}Hint`]} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <div className={css['file']}>
          <input
            type="file"
            id={id}
            accept=".csv,.txt,text/csv,text/plain"
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        </div>
      )}
    </Field>
  )
}

/** What the columns of the files are called: needed once, so it is folded away. */
function Columns() {
  const said = useWords().carriers.prices.import
  return (
    <details>
      <summary>{said.columns}</summary>
      <dl className={css['columns']}>
        {FILES.map((name) => (
          <div key={name}>
            <dt>{said[name]}</dt>
            <dd>
              <bdi dir="ltr">{COLUMNS[name]}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
