import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { countriesIn } from '../locations/countries.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { methodIn } from './columns.tsx'
import { METHODS, type Method } from './draft.ts'
import { addressOf, queryOf, quoteDraftOf, quoteFaults, type QuoteDraft } from './quote-draft.ts'
import { Quotes } from './quotes-found.tsx'
import css from './carriers.module.css'

export type Quoted = Item<'/v1/rate-quotes'>

/** What one parcel costs from here to there, with every service; or why one does not carry it. */
export function RateQuotes() {
  const { carriers } = useWords()
  const said = carriers.prices.quotes
  const [address, change] = useAddress()
  const kept = quoteDraftOf(address)
  return (
    <Screen title={said.title} back={<Link to="/carriers">{carriers.title}</Link>}>
      <Scroll isWide>
        <Form key={JSON.stringify(kept)} kept={kept} onAsk={(draft) => change(addressOf(draft))} />
        <Answered draft={kept} />
      </Scroll>
    </Screen>
  )
}

const isAsked = (draft: QuoteDraft) =>
  draft.to !== '' && Object.keys(quoteFaults(draft)).length === 0

function Answered({ draft }: { draft: QuoteDraft }) {
  const { carriers, shell } = useWords()
  const said = carriers.prices.quotes
  const queryKey = ['shipping', 'quotes', draft]
  useRefresh('shipping', queryKey, 500)
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/rate-quotes', { params: { query: queryOf(draft) }, signal }))
    },
    enabled: isAsked(draft),
  })
  if (!isAsked(draft)) return <Empty icon="truck" title={said.ask} says={said.askSays} />
  if (error && !data) return <Fault error={error} again={() => void refetch()} />
  if (!data) return <Skeleton label={shell.list.loading} rows={4} />
  if (data.items.length === 0) return <Empty icon="truck" title={said.noServices} />
  return <Quotes answer={data} />
}

type FormProps = { kept: QuoteDraft; onAsk: (draft: QuoteDraft) => void }

function Form({ kept, onAsk }: FormProps) {
  const { carriers, order } = useWords()
  const said = carriers.prices.quotes
  const { language } = useFormats()
  const [draft, setDraft] = useState({ ...kept, to: kept.to || homeOf(language) })
  const [isTried, setTried] = useState(false)
  const faults = isTried ? quoteFaults(draft) : {}
  const set = (changed: Partial<QuoteDraft>) => setDraft({ ...draft, ...changed })
  const text = (name: 'postal' | 'point' | 'kg' | 'size', label: string) => ({
    label,
    value: draft[name],
    autoComplete: 'off',
    spellCheck: false,
    fault: name !== 'postal' && faults[name] ? said.faults[faults[name]] : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  return (
    <form
      className={css['quote']}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (Object.keys(quoteFaults(draft)).length === 0) onAsk(draft)
      }}
    >
      <div className={css['fields']}>
        <From value={draft.from} fault={faults.from && said.faults.place} set={set} />
        <SelectField
          label={said.to}
          value={draft.to}
          choices={countriesIn(language).map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
        <TextField {...text('postal', said.postalCode)} maxLength={20} />
        <TextField {...text('point', said.point)} hint={said.pointHint} dir="ltr" />
        <TextField {...text('kg', said.weight)} inputMode="decimal" />
        <TextField {...text('size', said.size)} hint={said.sizeHint} dir="ltr" />
        <SelectField
          label={said.method}
          value={draft.method}
          choices={METHODS.map((value) => ({ value, label: methodIn(order, value) }))}
          onChange={(event) => set({ method: event.currentTarget.value as Method })}
        />
      </div>
      <div className="line">
        <CheckField
          label={said.toHome}
          checked={draft.home}
          onChange={(event) => set({ home: event.currentTarget.checked })}
        />
        <Button look="primary" type="submit">
          {said.act}
        </Button>
      </div>
    </form>
  )
}

function From(of: {
  value: string
  fault: string | undefined
  set: (changed: Partial<QuoteDraft>) => void
}) {
  const said = useWords().carriers.prices.quotes
  const id = useId()
  const { choices } = usePlaces()
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{said.from}</label>
      <SearchSelect
        id={id}
        label={said.from}
        searchLabel={said.findPlace}
        placeholder={said.choosePlace}
        none={said.noPlace}
        choices={choices}
        value={of.value}
        onChoose={(from) => of.set({ from })}
      />
      {of.fault !== undefined && (
        <p className={css['fault']} role="alert">
          {of.fault}
        </p>
      )}
    </div>
  )
}

/** The country that a language is most likely read in, to begin with. */
function homeOf(language: string): string {
  return new Intl.Locale(language).maximize().region ?? 'FR'
}
