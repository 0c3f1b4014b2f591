import { answerOf, api, type Item } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { SelectField } from '../../ui/form/field.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { countriesIn, countryName } from '../locations/countries.ts'
import { useAllLocations } from '../locations/use-all.ts'
import { useBrands } from '../locations/use-choices.ts'
import { useWords } from '../words/index.ts'
import { changedFields, changedValues, type Draft } from './draft.ts'
import type { FieldsProps, Kind } from './kind.ts'
import { FewLocationLinks } from './locations.tsx'
import { NamedLinks } from './named.tsx'
import { Things } from './things.tsx'
import { useAll } from './use-all.ts'

type Company = Item<'/v1/legal-entities'>

/** Who owns locations and brands. */
export function Companies() {
  const { language } = useFormats()
  const list = useAll(['network', 'companies'], (signal) => {
    return answerOf(api.GET('/v1/legal-entities', { signal }))
  })
  return <Things kind={companiesIn(language)} list={list} />
}

const companiesIn = (language: string): Kind<Company> => ({
  id: 'companies',
  icon: 'book',
  empty: { country: '' },
  columns: ({ network: said }) => [
    {
      id: 'country',
      head: said.fields.country,
      width: 'minmax(120px, 1fr)',
      narrow: 'end',
      cell: ({ country }) => countryName(language, country),
    },
  ],
  draftOf: ({ country }) => ({ country }),
  read: (code) => answerOf(api.GET('/v1/legal-entities/{code}', { params: { path: { code } } })),
  create: (draft, header) => {
    const body = { code: draft['code']!.trim(), ...valuesOf(draft) }
    return answerOf(api.POST('/v1/legal-entities', { params: { header }, body }))
  },
  change: ({ code, version }, { before, draft }, header) => {
    const fields = changedValues(valuesOf(draft), changedFields(before, draft))
    const body = { version, changes: [{ action: 'set' as const, fields }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/legal-entities/{code}/changes', { params, body }))
  },
  archive: ({ code, version }, header) => {
    const body = { version, changes: [{ action: 'archive' as const }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/legal-entities/{code}/changes', { params, body }))
  },
  textOf: (field, value) => (field === 'country' ? countryName(language, value) : value),
  Fields: CompanyFields,
  About: AboutCompany,
})

const valuesOf = (draft: Draft) => ({ name: draft['name']!.trim(), country: draft['country']! })

function CompanyFields({ draft, set, faultOf }: FieldsProps) {
  const { network: said, locations } = useWords()
  const { language } = useFormats()
  return (
    <SelectField
      label={said.fields.country}
      fault={faultOf('country')}
      value={draft['country']}
      choices={[
        { value: '', label: locations.choose, disabled: true },
        ...countriesIn(language).map(({ code, name }) => ({ value: code, label: name })),
      ]}
      onChange={(event) => set({ country: event.currentTarget.value })}
    />
  )
}

function AboutCompany({ row: { code, country } }: { row: Company }) {
  const { network: said } = useWords()
  const { language } = useFormats()
  const brands = useBrands('all').filter(({ legalEntity }) => legalEntity === code)
  const { data } = useAllLocations()
  const owned = data?.filter(({ legalEntity, archived }) => legalEntity === code && !archived)
  return (
    <>
      <Facts
        facts={[
          [said.fields.code, <bdi key="code">{code}</bdi>],
          [said.fields.country, countryName(language, country)],
        ]}
      />
      <Section title={said.companies.brands}>
        <NamedLinks to="/brands" all={brands} />
      </Section>
      {owned && (
        <Section title={said.companies.owns(owned.length)}>
          <FewLocationLinks codes={owned.map((location) => location.code)} />
        </Section>
      )}
    </>
  )
}
