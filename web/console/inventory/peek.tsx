import { Link } from '@tanstack/react-router'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Section } from '../../ui/steps.tsx'
import { ReceiptsSection } from '../receipts/section.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { BundleParts } from './bundle.tsx'
import { History } from './history.tsx'
import { Identity, Ladder, Numbers } from './numbers.tsx'
import { Shelves, type Acts } from './shelves.tsx'
import { useActs } from './use-acts.tsx'
import { useShelves, useSku, type Sku, type Stock } from './use-stock.ts'
import { Variants } from './variants.tsx'

type Props = {
  sku: string
  /** As the list has it, until the SKU itself is there. */
  name: string | undefined
  /** The place that the list is about. */
  place: string | undefined
  onClose: () => void
  onStep: (by: 1 | -1) => void
  onWhole: () => void
}

const LATEST = 8

/** The stock of one SKU beside the list. */
export function StockPeek({ sku: code, name, place, onClose, onStep, onWhole }: Props) {
  const { inventory: said, shell } = useWords()
  const { data: sku } = useSku(code)
  const { data, error, refetch } = useShelves(code)
  const shelves = data?.items ?? []
  const { acts, adjust, dialog, isOpen } = useActs({
    sku: code,
    decimals: sku?.decimals ?? 0,
    shelves,
    isCounted: data !== undefined && data.stocked && data.bundle === null,
    isArchived: sku?.archived ?? false,
  })
  useLetters({ a: adjust }, acts !== undefined && !isOpen && data !== undefined)
  const title = sku?.name ?? name ?? code
  return (
    <Peek
      title={title}
      label={title}
      closeLabel={shell.close}
      onClose={onClose}
      onStep={onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      onWhole={{ label: shell.whole, act: onWhole }}
      actions={
        acts && (
          <Button look="primary" letter="A" disabled={!data} onClick={adjust}>
            {said.adjust.open}
          </Button>
        )
      }
    >
      {error ? (
        <Fault error={error} again={() => void refetch()} />
      ) : data ? (
        <Parts code={code} sku={sku} stock={data} acts={acts} place={place} />
      ) : (
        <Skeleton label={shell.list.loading} rows={10} />
      )}
      {dialog}
    </Peek>
  )
}

function Parts(of: {
  code: string
  sku: Sku | undefined
  stock: Stock
  acts: Acts
  place: string | undefined
}) {
  const { inventory: said } = useWords()
  const { code, sku } = of
  const { items: shelves, bundle, stocked } = of.stock
  if (bundle !== null || !stocked) {
    return (
      <>
        <Identity code={code} sku={sku} shelves={undefined} size={56} />
        {bundle ? <BundleParts bundle={bundle} /> : <p>{said.notStocked}</p>}
      </>
    )
  }
  return (
    <>
      <Identity code={code} sku={sku} shelves={shelves} size={56} />
      <Numbers shelves={shelves} />
      <Ladder shelves={shelves} />
      <Section title={said.atPlaces}>
        <Shelves shelves={shelves} acts={of.acts} place={of.place} isCompact />
      </Section>
      <ReceiptsSection sku={code} />
      <Variants sku={sku} />
      <Section title={said.movements}>
        <History sku={code} limit={LATEST} />
      </Section>
      {sku && (
        <p>
          <Link to="/skus" search={{ open: code }}>
            {said.seeSku}
          </Link>
        </p>
      )}
    </>
  )
}
