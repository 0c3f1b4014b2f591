import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { percent } from '../simulator/said.ts'
import { useWords } from '../words/index.ts'
import { CanaryFigures } from './canary-figures.tsx'
import { useCounted } from './canary-panel.tsx'
import type { Canary } from './use-canaries.ts'

/** What became of it, in a few words. */
export function useEnded(canary: Canary | undefined): string {
  const { ended, measures } = useWords().routing.canary
  const { language } = useFormats()
  if (!canary) return ''
  const { state, cause, why, figures } = canary
  const share = percent(language)(canary.sharePermille / 1000)
  if (state === 'running' || state === 'promoted') return ended[state](share)
  const broken = figures.find(({ guard }) => guard === why?.guard)
  if (cause === 'guard' && broken) return ended.guard(share, measures[broken.measure])
  return cause === 'error' || cause === 'until' ? ended[cause](share) : ended.by_hand(share)
}

/** Its figures, once more. */
export function CanaryOf({ canary }: { canary: Canary }) {
  const said = useWords().routing.canary
  const { number } = useFormats()
  const { shell } = useWords()
  const [isOpen, setOpen] = useState(false)
  const says = useCounted(canary)
  return (
    <>
      <Button look="quiet" icon="chart" onClick={() => setOpen(true)}>
        {said.figures}
      </Button>
      {isOpen && (
        <Dialog
          isOpen
          size="large"
          onClose={() => setOpen(false)}
          title={said.figuresTitle(number(canary.version))}
          says={says}
          actions={<Button onClick={() => setOpen(false)}>{shell.close}</Button>}
        >
          <CanaryFigures canary={canary} />
        </Dialog>
      )}
    </>
  )
}
