import { answerOf, api, type Item } from '../../lib/api.ts'
import { SelectField } from '../../ui/form/field.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { nameIn, useCompanies, useSellers } from '../locations/use-choices.ts'
import { useWords } from '../words/index.ts'
import { changedFields, changedValues, type Draft } from './draft.ts'
import type { FieldsProps, Kind } from './kind.ts'
import { NamedLink, NamedLinks } from './named.tsx'
import { Things } from './things.tsx'
import { useAll } from './use-all.ts'

type Brand = Item<'/v1/brands'>

/** The names under which channels sell. */
export function Brands() {
  const companies = useCompanies('all')
  const list = useAll(['network', 'brands'], (signal) => {
    return answerOf(api.GET('/v1/brands', { signal }))
  })
  const ownerOf = (code: string) => nameIn(companies, code)
  return <Things kind={brandsOf(ownerOf)} list={list} />
}

const brandsOf = (ownerOf: (code: string) => string): Kind<Brand> => ({
  id: 'brands',
  icon: 'bookmark',
  from: 'channels',
  empty: { legalEntity: '' },
  columns: ({ network: said }) => [
    {
      id: 'legalEntity',
      head: said.fields.legalEntity,
      width: 'minmax(140px, 1.5fr)',
      narrow: 'end',
      cell: ({ legalEntity }) => <bdi>{ownerOf(legalEntity)}</bdi>,
    },
  ],
  draftOf: ({ legalEntity }) => ({ legalEntity }),
  read: (code) => answerOf(api.GET('/v1/brands/{code}', { params: { path: { code } } })),
  create: (draft, header) => {
    const body = { code: draft['code']!.trim(), ...valuesOf(draft) }
    return answerOf(api.POST('/v1/brands', { params: { header }, body }))
  },
  change: ({ code, version }, { before, draft }, header) => {
    const fields = changedValues(valuesOf(draft), changedFields(before, draft))
    const body = { version, changes: [{ action: 'set' as const, fields }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/brands/{code}/changes', { params, body }))
  },
  archive: ({ code, version }, header) => {
    const body = { version, changes: [{ action: 'archive' as const }] }
    const params = { path: { code }, header }
    return answerOf(api.POST('/v1/brands/{code}/changes', { params, body }))
  },
  textOf: (field, value) => (field === 'legalEntity' ? ownerOf(value) : value),
  Fields: BrandFields,
  About: AboutBrand,
})

const valuesOf = (draft: Draft) => {
  return { name: draft['name']!.trim(), legalEntity: draft['legalEntity']! }
}

function BrandFields({ draft, set, faultOf }: FieldsProps) {
  const { network: said, locations } = useWords()
  const chosen = draft['legalEntity']!
  // What is archived stays where it is.
  const companies = useCompanies('all').filter(({ code, archived }) => !archived || code === chosen)
  return (
    <SelectField
      label={said.fields.legalEntity}
      fault={faultOf('legalEntity')}
      value={chosen}
      choices={[
        { value: '', label: locations.choose, disabled: true },
        ...companies.map(({ code, name }) => ({ value: code, label: name })),
      ]}
      onChange={(event) => set({ legalEntity: event.currentTarget.value })}
    />
  )
}

function AboutBrand({ row: { code, legalEntity } }: { row: Brand }) {
  const { network: said } = useWords()
  const companies = useCompanies('all')
  const channels = useSellers('all').filter(({ brand }) => brand === code)
  return (
    <>
      <Facts
        facts={[
          [said.fields.code, <bdi key="code">{code}</bdi>],
          [
            said.fields.legalEntity,
            <NamedLink key="owner" to="/companies" of={companies} code={legalEntity} />,
          ],
        ]}
      />
      <Section title={said.brands.sells}>
        <NamedLinks to="/channels" all={channels} />
      </Section>
    </>
  )
}
