import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useCompanies, useGroups, usePartners } from '../locations/use-choices.ts'
import { useNames } from '../orders/use-names.ts'
import { useWords } from '../words/index.ts'
import { emptyTier, FALLBACKS, type PlaceList, type TypedPlaces, type TypedTier } from './draft.ts'
import { moved, Pick, Row, Type, TypeTags, type FieldsProps } from './form-parts.tsx'
import css from './routing.module.css'

const USUAL: readonly PlaceList[] = ['kinds', 'groups', 'locations', 'countries', 'tags']
const RARE: readonly PlaceList[] = ['owners', 'partners', 'regions']

type Among = { places: TypedPlaces; except: TypedPlaces }
type AmongProps = { among: Among; set: (changed: Partial<Among>) => void }

/** Which locations: by what they are, less some. */
export function AmongFields({ among, set }: AmongProps) {
  const said = useWords().routing.form
  const { places, except } = among
  const [isLess, setLess] = useState(Object.keys(except).length > 0)
  return (
    <>
      <PlaceFields places={places} set={(changed) => set({ places: changed })} />
      {isLess ? (
        <fieldset className={css['except']}>
          <legend>{said.except}</legend>
          <PlaceFields places={except} set={(changed) => set({ except: changed })} />
        </fieldset>
      ) : (
        <div>
          <Button look="quiet" icon="minus" onClick={() => setLess(true)}>
            {said.addExcept}
          </Button>
        </div>
      )}
    </>
  )
}

type PlaceProps = { places: TypedPlaces; set: (changed: TypedPlaces) => void }

function PlaceFields(props: PlaceProps) {
  const said = useWords().routing.form
  const [isMore, setMore] = useState(RARE.some((of) => (props.places[of]?.length ?? 0) > 0))
  return (
    <>
      <div className={css['places']}>
        {USUAL.map((of) => (
          <PlaceField key={of} of={of} {...props} />
        ))}
        {isMore && RARE.map((of) => <PlaceField key={of} of={of} {...props} />)}
      </div>
      {!isMore && (
        <div>
          <Button look="quiet" icon="plus" onClick={() => setMore(true)}>
            {said.morePlaces}
          </Button>
        </div>
      )}
    </>
  )
}

function PlaceField({ of, places, set }: PlaceProps & { of: PlaceList }) {
  const { routing, locations } = useWords()
  const said = routing.form
  const names = useNames()
  const named = (all: readonly { code: string; name: string }[]) => {
    return all.map(({ code, name }) => ({ value: code, label: name }))
  }
  const lists = {
    locations: names.locations,
    countries: names.countries,
    kinds: Object.entries(locations.kinds).map(([value, label]) => ({ value, label })),
    groups: named(useGroups()),
    owners: named(useCompanies()),
    partners: named(usePartners()),
  }
  const many = {
    label: said.places[of],
    value: places[of],
    onChange: (value: string[]) => set({ ...places, [of]: value }),
  }
  if (of === 'tags') return <TypeTags {...many} of="location" />
  if (of === 'regions') return <Type {...many} />
  return <Pick {...many} choices={lists[of]} />
}

/** The tiers of places, what stays there, and what follows where they have not all. */
export function UseFields({ typed, set, faultAt, money }: FieldsProps) {
  const { number } = useFormats()
  const said = useWords().routing.form
  const { use } = typed
  const change = (at: number, changed: Partial<TypedTier>) => {
    set({ use: use.with(at, { ...use[at]!, ...changed }) })
  }
  return (
    <fieldset className="part">
      <legend>{said.use}</legend>
      <p className="small">{said.useSays}</p>
      {use.map((tier, i) => (
        <Row
          key={tier.key}
          title={said.tier(number(i + 1))}
          isFirst={i === 0}
          isLast={i === use.length - 1}
          {...(use.length > 1 && {
            onMove: (by: 1 | -1) => set({ use: moved(use, i, i + by) }),
            onRemove: () => set({ use: use.toSpliced(i, 1) }),
          })}
        >
          {i > 0 && <p className="small">{said.tierSays}</p>}
          <AmongFields among={tier} set={(changed) => change(i, changed)} />
          <div className="pair">
            <TextField
              label={said.keeps}
              hint={said.keepsHint}
              fault={faultAt(`/use/${i}/keeps`)}
              inputMode="numeric"
              autoComplete="off"
              value={tier.keeps}
              onChange={(event) => change(i, { keeps: event.currentTarget.value })}
            />
            {i > 0 && (
              <TextField
                label={said.opens(money)}
                hint={said.opensHint}
                fault={faultAt(`/use/${i}/opensToSave`)}
                inputMode="decimal"
                autoComplete="off"
                value={tier.opens}
                onChange={(event) => change(i, { opens: event.currentTarget.value })}
              />
            )}
          </div>
        </Row>
      ))}
      <div>
        <Button icon="plus" onClick={() => set({ use: [...use, emptyTier()] })}>
          {said.addTier}
        </Button>
      </div>
      <SelectField
        label={said.otherwise}
        hint={typed.otherwise === 'cancel' ? said.cancelHint : undefined}
        value={typed.otherwise}
        choices={FALLBACKS.map((value) => ({ value, label: said.fallbacks[value] }))}
        onChange={(event) => {
          set({ otherwise: event.currentTarget.value as (typeof FALLBACKS)[number] })
        }}
      />
    </fieldset>
  )
}
