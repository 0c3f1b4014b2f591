import { useState } from 'react'
import { answerOf, api, newKey } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { Drawing } from '../../ui/drawing.tsx'
import { Field } from '../../ui/form/field.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import css from './skus.module.css'

type Props = {
  value: string | null
  fault: string | undefined
  onChange: (picture: string | null) => void
}

/** A drawing from a file; the server keeps it, or says what is wrong with it. */
export function PictureField({ value, fault, onChange }: Props) {
  const words = useWords()
  const { form } = words.skus
  const [refused, setRefused] = useState<string>()
  const choose = async (file: File | undefined) => {
    if (!file) return
    setRefused(undefined)
    try {
      const body = { svg: await file.text() }
      const call = api.POST('/v1/pictures', { params: { header: newKey() }, body })
      onChange((await answerOf(call)).picture)
    } catch (error) {
      setRefused(saysOf(error, words))
    }
  }
  return (
    <Field label={form.picture} hint={form.pictureHint} fault={refused ?? fault}>
      {({ id, describedBy }) => (
        <div className={css['picture']}>
          <Drawing of={value} size={48} />
          <input
            type="file"
            id={id}
            accept="image/svg+xml"
            aria-describedby={describedBy}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
          {value !== null && (
            <Button look="quiet" onClick={() => onChange(null)}>
              {form.remove(form.picture)}
            </Button>
          )}
        </div>
      )}
    </Field>
  )
}
