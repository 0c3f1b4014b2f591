import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import { Outcome } from './effect.tsx'
import type { Story } from './foreseen.ts'

/** After a change that lets orders down: which, and where each is seen to. */
export function OutcomeDialog({ story, onClose }: { story: Story; onClose: () => void }) {
  const { outcome: said } = useWords().receipts
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.title}
      says={said.says}
      size="large"
      actions={
        <Button look="primary" onClick={onClose}>
          {said.close}
        </Button>
      }
    >
      <Outcome story={story} />
    </Dialog>
  )
}
