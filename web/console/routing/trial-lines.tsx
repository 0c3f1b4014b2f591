import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import { newKey } from './draft.ts'
import type { TypedOrder } from './invented.ts'
import type { Part } from './trial-form.tsx'
import css from './routing.module.css'

export const emptyLine = () => ({ key: newKey(), sku: '', quantity: '1' })

/** What is ordered. */
export function Lines(of: Part & { faultAt: (field: string) => string | undefined }) {
  const said = useWords().routing.test
  const { typed, set } = of
  const { lines } = typed
  return (
    <div className="stack">
      {lines.map((line, i) => (
        <Line
          key={line.key}
          line={line}
          fault={of.faultAt(`line ${i}`)}
          onChange={(changed) => set({ lines: lines.with(i, { ...line, ...changed }) })}
          onRemove={() => set({ lines: lines.toSpliced(i, 1) })}
          isOnly={lines.length === 1}
        />
      ))}
      <div>
        <Button look="quiet" icon="plus" onClick={() => set({ lines: [...lines, emptyLine()] })}>
          {said.addLine}
        </Button>
      </div>
    </div>
  )
}

type TypedLine = TypedOrder['lines'][number]

function Line(of: {
  line: TypedLine
  fault: string | undefined
  onChange: (changed: Partial<TypedLine>) => void
  onRemove: () => void
  isOnly: boolean
}) {
  const said = useWords().routing.test
  const { line, fault, onChange } = of
  const suggested = useSuggested(line.sku)
  return (
    <div className={css['line']}>
      <TextField
        label={said.sku}
        fault={fault}
        list={suggested.list}
        spellCheck={false}
        autoComplete="off"
        value={line.sku}
        onChange={(event) => onChange({ sku: event.currentTarget.value })}
      />
      <TextField
        label={said.quantity}
        inputMode="decimal"
        autoComplete="off"
        value={line.quantity}
        onChange={(event) => onChange({ quantity: event.currentTarget.value })}
      />
      <IconButton
        icon="close"
        label={said.removeLine(line.sku)}
        disabled={of.isOnly}
        onClick={of.onRemove}
      />
      {suggested.options}
    </div>
  )
}
