import { TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import { useSuggestedTags } from './use-suggested-tags.tsx'

type Props = {
  of: 'sku' | 'location'
  label: string
  fault: string | undefined
  value: string
  onChange: (tag: string) => void
}

/** A tag that is in use, or one that will be, or any. */
export function TagField({ of, label, fault, value, onChange }: Props) {
  const { any } = useWords().rules.form
  const suggested = useSuggestedTags(of, value)
  return (
    <div>
      <TextField
        label={label}
        fault={fault}
        placeholder={any}
        list={suggested.list}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {suggested.options}
    </div>
  )
}
