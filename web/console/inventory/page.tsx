import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Section } from '../../ui/steps.tsx'
import { wayToAlertRule } from '../alerts/rule-draft.ts'
import { ReceiptsSection } from '../receipts/section.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { BundleParts } from './bundle.tsx'
import { History } from './history.tsx'
import { Identity, Ladder, Numbers } from './numbers.tsx'
import { AskThen, Past, useThen } from './past.tsx'
import { SoldBy } from './sold.tsx'
import { Shelves, type Acts } from './shelves.tsx'
import { useActs } from './use-acts.tsx'
import { useShelves, useSku, type Sku, type Stock } from './use-stock.ts'
import { Variants } from './variants.tsx'
import { WaitingOrders } from './waiting.tsx'
import css from './inventory.module.css'

const LATEST = 30

/** All about the stock of one SKU. */
export function StockPage() {
  const { inventory: said, shell } = useWords()
  const { sku: code = '' } = useParams({ strict: false }) as { sku?: string }
  const { data: sku } = useSku(code)
  const { data, error, refetch } = useShelves(code)
  const isCounted = data !== undefined && data.stocked && data.bundle === null
  const asked = useThen()
  // What is not stocked is the same at all times.
  const hasPast = isCounted || (data !== undefined && data.bundle !== null)
  const then = hasPast ? asked : undefined
  const of = {
    sku: code,
    decimals: sku?.decimals ?? 0,
    shelves: data?.items ?? [],
    isCounted,
    isArchived: sku?.archived ?? false,
  }
  const { acts, adjust, dialog, isOpen } = useActs(of)
  const canAdjust = acts !== undefined && !then
  useLetters({ a: adjust }, canAdjust && !isOpen && data !== undefined)
  return (
    <Screen
      title={sku?.name ?? code}
      back={<Back />}
      actions={
        <>
          {hasPast && <AskThen />}
          {isCounted && !then && !of.isArchived && <Watch sku={code} />}
          {canAdjust && (
            <Button look="primary" letter="A" disabled={!data} onClick={adjust}>
              {said.adjust.open}
            </Button>
          )}
        </>
      }
    >
      <Scroll isWide key={code}>
        {error ? (
          <Fault error={error} again={() => void refetch()} />
        ) : then ? (
          <Past code={code} sku={sku} then={then} />
        ) : data ? (
          <Parts code={code} sku={sku} stock={data} acts={acts} />
        ) : (
          <Skeleton label={shell.list.loading} rows={12} />
        )}
      </Scroll>
      {dialog}
    </Screen>
  )
}

type Props = { code: string; sku: Sku | undefined; stock: Stock; acts: Acts }

function Parts({ code, sku, stock, acts }: Props) {
  const { inventory: said } = useWords()
  const isNarrow = useMatch(NARROW)
  const { items: shelves, bundle, stocked } = stock
  if (bundle !== null || !stocked) {
    return (
      <>
        <Identity code={code} sku={sku} shelves={undefined} size={isNarrow ? 64 : 112} />
        {bundle ? <BundleParts bundle={bundle} /> : <p>{said.notStocked}</p>}
        {bundle && <SoldBy sku={code} bundle={bundle} />}
        <SeeSku code={code} />
      </>
    )
  }
  return (
    <>
      <Identity code={code} sku={sku} shelves={shelves} size={isNarrow ? 64 : 112}>
        <Numbers shelves={shelves} />
      </Identity>
      <div className={css['columns']}>
        <div>
          <Section title={said.atPlaces}>
            <Shelves shelves={shelves} acts={acts} isCompact={isNarrow} />
          </Section>
          <SoldBy sku={code} />
          <WaitingOrders sku={code} />
          <ReceiptsSection sku={code} />
          <Variants sku={sku} />
        </div>
        <div>
          <Ladder shelves={shelves} />
          <Section title={said.movements}>
            <History sku={code} limit={LATEST} />
          </Section>
          {sku && <SeeSku code={code} />}
        </div>
      </div>
    </>
  )
}

/** Leads to a rule that tells of it when it runs low. */
function Watch({ sku }: { sku: string }) {
  const { ways } = useWords().inventory
  const { can } = useSession()
  const navigate = useNavigate()
  if (!can('stock:write')) return null
  return (
    <Button
      icon="alert"
      title={ways.watchSays}
      onClick={() => void navigate(wayToAlertRule('low', { sku }))}
    >
      {ways.watch}
    </Button>
  )
}

function SeeSku({ code }: { code: string }) {
  const { inventory: said } = useWords()
  return (
    <p>
      <Link to="/skus" search={{ open: code }}>
        {said.seeSku}
      </Link>
    </p>
  )
}

function Back() {
  const { inventory: said } = useWords()
  return (
    <Link to="/inventory" className={css['back']} title={said.back} aria-label={said.back}>
      <Icon name="chevronEnd" />
    </Link>
  )
}
