import { TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import { packingsOf, type Packing, type TypedPackaging } from './packaging.ts'

type Of = {
  typed: TypedPackaging
  isByCards: boolean
  set: (typed: TypedPackaging) => void
  faultOf: (field: Packing) => string | undefined
}

/** What box and filling of a parcel count for. */
export function PackagingFields({ typed, isByCards, set, faultOf }: Of) {
  const { plans: said } = useWords().routing
  return (
    <div className="pair">
      {packingsOf(isByCards).map((name) => (
        <TextField
          key={name}
          label={said.packings[name]}
          hint={said.packingHints[name]}
          fault={faultOf(name)}
          placeholder={said.nothing}
          inputMode="decimal"
          autoComplete="off"
          value={typed[name]}
          onChange={(event) => set({ ...typed, [name]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}
