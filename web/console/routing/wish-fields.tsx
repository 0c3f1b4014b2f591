import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { Notice } from '../../ui/states.tsx'
import { useCategories } from '../skus/categories.tsx'
import { useWords } from '../words/index.ts'
import { emptyWish, speaksFor, type TypedWish } from './draft.ts'
import { Pick, Row, TypeSkus, TypeTags, type FieldsProps } from './form-parts.tsx'
import { AmongFields } from './place-fields.tsx'

/** What counts beside real costs, each with its price. */
export function WishFields({ typed, set, faultAt, money }: FieldsProps) {
  const { number } = useFormats()
  const said = useWords().routing.form
  const { wishes, isRanked, use } = typed
  const isIdle = isRanked && use.slice(1).every(({ opens }) => opens.trim() === '')
  return (
    <fieldset className="part">
      <legend>{said.wishes}</legend>
      <p className="small">{said.wishesSays}</p>
      {isIdle && wishes.length > 0 && <Notice tone="attention">{said.wishesRanked}</Notice>}
      {wishes.map((wish, i) => (
        <Row
          key={wish.key}
          title={said.wish(number(i + 1))}
          onRemove={() => set({ wishes: wishes.toSpliced(i, 1) })}
        >
          <One
            wish={wish}
            set={(changed) => set({ wishes: wishes.with(i, { ...wish, ...changed }) })}
            faultAt={(at) => faultAt(`/wishes/${i}${at}`)}
            money={money}
          />
        </Row>
      ))}
      <div>
        <Button icon="plus" onClick={() => set({ wishes: [...wishes, emptyWish()] })}>
          {said.addWish}
        </Button>
      </div>
    </fieldset>
  )
}

type OneProps = {
  wish: TypedWish
  set: (changed: Partial<TypedWish>) => void
  faultAt: (at: string) => string | undefined
  money: string
}

function One({ wish, set, faultAt, money }: OneProps) {
  const said = useWords().routing.form
  const { byWorkload, stockBelow } = wish
  const amount = (field: 'parcel' | 'unit' | 'rank', label: string, at: string) => (
    <TextField
      label={label}
      fault={faultAt(at)}
      inputMode="decimal"
      autoComplete="off"
      value={wish[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <AmongFields among={wish} set={set} />
      <div className="pair">
        <SelectField
          label={said.wishFor}
          disabled={byWorkload || stockBelow.trim() !== ''}
          value={speaksFor(wish) ? 'for' : 'against'}
          choices={(['for', 'against'] as const).map((value) => {
            return { value, label: said.wishSides[value] }
          })}
          onChange={(event) => set({ isFor: event.currentTarget.value === 'for' })}
        />
        {amount('parcel', said.perParcel(money), '/perParcel')}
        {amount('unit', said.perUnit(money), '/perUnit')}
      </div>
      <CheckField
        label={said.byWorkload}
        checked={byWorkload}
        onChange={(event) => set({ byWorkload: event.currentTarget.checked })}
      />
      {amount('rank', said.perRank(money), '/perRank')}
      <TextField
        label={said.stockBelow}
        fault={faultAt('/stockBelow')}
        inputMode="numeric"
        autoComplete="off"
        value={stockBelow}
        onChange={(event) => set({ stockBelow: event.currentTarget.value })}
      />
      <GoodsFields wish={wish} set={set} />
    </>
  )
}

/** Of which goods only. */
function GoodsFields({ wish, set }: Omit<OneProps, 'faultAt' | 'money'>) {
  const said = useWords().routing.form
  const categories = useCategories().map(({ category }) => ({ value: category, label: category }))
  return (
    <div className="pair">
      <Pick
        label={said.wishCategories}
        choices={categories}
        value={wish.categories}
        onChange={(value) => set({ categories: value })}
      />
      <TypeTags
        label={said.wishTags}
        of="sku"
        value={wish.skuTags}
        onChange={(value) => set({ skuTags: value })}
      />
      <TypeSkus
        label={said.wishSkus}
        value={wish.skus}
        onChange={(value) => set({ skus: value })}
      />
    </div>
  )
}
