import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, TextField } from '../../ui/form/field.tsx'
import { Weekdays } from '../drafts/weekdays.tsx'
import { useWords } from '../words/index.ts'
import { emptyClosing, type TypedClosing } from './draft.ts'
import { Row, type FieldsProps } from './form-parts.tsx'
import { AmongFields } from './place-fields.tsx'

/** Days on which nothing comes from some places. */
export function ClosingFields(of: {
  closed: readonly TypedClosing[]
  change: (closed: readonly TypedClosing[]) => void
  faultAt: FieldsProps['faultAt']
}) {
  const { number } = useFormats()
  const said = useWords().routing.form
  const { closed, change } = of
  return (
    <>
      {closed.map((closing, i) => (
        <Row
          key={closing.key}
          title={said.closing(number(i + 1))}
          onRemove={() => change(closed.toSpliced(i, 1))}
        >
          <One
            closing={closing}
            set={(changed) => change(closed.with(i, { ...closing, ...changed }))}
            faultAt={(at) => of.faultAt(`/never/closed/${i}${at}`)}
          />
        </Row>
      ))}
      <div>
        <Button icon="plus" onClick={() => change([...closed, emptyClosing()])}>
          {said.addClosing}
        </Button>
      </div>
    </>
  )
}

function One(of: {
  closing: TypedClosing
  set: (changed: Partial<TypedClosing>) => void
  faultAt: (at: string) => string | undefined
}) {
  const said = useWords().routing.form
  const { closing, set, faultAt } = of
  return (
    <>
      <AmongFields among={closing} set={set} />
      <Weekdays
        label={said.closedDays}
        hint={said.closedDaysHint}
        fault={faultAt('')}
        chosen={closing.weekdays}
        onChange={(weekdays) => set({ weekdays })}
      />
      <div className="pair">
        {(['from', 'until'] as const).map((which) => (
          <TextField
            key={which}
            type="date"
            label={which === 'from' ? said.fromDay : said.untilDay}
            fault={faultAt(`/${which}`)}
            value={closing[which]}
            onChange={(event) => set({ [which]: event.currentTarget.value })}
          />
        ))}
      </div>
      <CheckField
        label={said.yearly}
        checked={closing.yearly}
        onChange={(event) => set({ yearly: event.currentTarget.checked })}
      />
    </>
  )
}
