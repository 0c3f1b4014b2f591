import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  decideApprovable,
  decideAskable,
  decideDeclinable,
  decidePromotable,
  decidePublishable,
  type ToApprove,
} from './approval.ts'

const people = ['ada', 'bob', 'cem', 'dia'] as const
const who = fc.constantFrom(...people)
const acts = fc.array(
  fc.record({ what: fc.constantFrom('change', 'ask', 'approve', 'decline', 'publish'), who }),
  { maxLength: 25 },
)

describe('whether a draft may be published', () => {
  it('is only once somebody who neither changed it nor asked has approved it as it is', () => {
    fc.assert(
      fc.property(acts, (all) => {
        let draft: ToApprove = { isNeeded: true, authors: [], asked: undefined }
        let seenBy = new Set<string>()
        for (const act of all) {
          const { asked, authors } = draft
          if (act.what === 'change') {
            draft = { ...draft, authors: [...new Set([...authors, act.who])], asked: undefined }
            seenBy = new Set()
          } else if (act.what === 'ask' && !decideAskable(draft)) {
            draft = { ...draft, asked: { requestedBy: act.who, outcome: null } }
            seenBy = new Set([act.who])
          } else if (act.what === 'approve' && !decideApprovable(draft, act.who)) {
            draft = { ...draft, asked: { ...asked!, outcome: 'approved' } }
            assert.ok(!authors.includes(act.who))
            seenBy.add(act.who)
          } else if (act.what === 'decline' && !decideDeclinable(draft)) {
            draft = { ...draft, asked: { ...asked!, outcome: 'declined' } }
          } else if (act.what === 'publish') {
            const isPublishable = decidePublishable(draft) === undefined
            assert.equal(isPublishable, draft.asked?.outcome === 'approved')
            if (isPublishable) assert.equal(seenBy.size, 2)
          }
        }
      }),
    )
  })

  const draft = (more: Partial<ToApprove> = {}): ToApprove => {
    return { isNeeded: true, authors: ['ada'], asked: undefined, ...more }
  }
  const asked = (outcome: 'approved' | 'declined' | null) => ({ requestedBy: 'bob', outcome })

  it('is as ever where no second person is needed', () => {
    fc.assert(
      fc.property(fc.constantFrom('approved', 'declined', null), (outcome) => {
        const free = draft({ isNeeded: false, asked: asked(outcome) })
        assert.equal(decidePublishable(free), undefined)
        assert.equal(decideAskable(free)?.code, 'approval_not_needed')
      }),
    )
  })

  it('is what a canary is promoted by as well', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (isNeeded, isApproved) => {
        assert.equal(
          decidePromotable({ isNeeded, isApproved })?.code,
          decidePublishable(draft({ isNeeded, asked: asked(isApproved ? 'approved' : null) }))
            ?.code,
        )
      }),
    )
  })

  it('is refused with a reason that says what is missing', () => {
    const open = draft({ asked: asked(null) })
    assert.equal(decidePublishable(draft())?.code, 'approval_needed')
    assert.equal(decidePublishable(open)?.code, 'approval_needed')
    assert.equal(decideAskable(open)?.code, 'approval_asked')
    assert.equal(decideApprovable(draft(), 'cem')?.code, 'approval_not_open')
    assert.equal(decideApprovable(open, 'ada')?.code, 'approval_own')
    assert.equal(decideApprovable(open, 'bob')?.code, 'approval_own')
    assert.equal(decideApprovable(open, 'cem'), undefined)
    const declined = draft({ asked: asked('declined') })
    assert.equal(decidePublishable(declined)?.code, 'approval_needed')
    assert.equal(decideAskable(declined), undefined)
    assert.equal(decideDeclinable(declined)?.code, 'approval_not_open')
  })
})
