"""URLs of the staff screens, one group for each area. Django tries them in this order, so those of most requests are first."""

from __future__ import annotations

from django.urls import URLPattern, path

from factcheck.desk.board import views as board
from factcheck.desk.changes import views as changes
from factcheck.desk.claim import actors, closing, mentions, merging, parties, relations
from factcheck.desk.claim import views as claim
from factcheck.desk.claims.views import claims
from factcheck.desk.custody import measures
from factcheck.desk.custody import views as custody
from factcheck.desk.evidence import addresses, copies, copy_words, pictures
from factcheck.desk.evidence import views as evidence
from factcheck.desk.exchange import importing as packages
from factcheck.desk.exchange import views as exchange
from factcheck.desk.history.views import history
from factcheck.desk.library import closing as article_closing
from factcheck.desk.library import public_text, sources
from factcheck.desk.library import views as library
from factcheck.desk.merging import views as name_merging
from factcheck.desk.new_revision import quotes
from factcheck.desk.new_revision import views as new_revision
from factcheck.desk.people import sessions
from factcheck.desk.people import views as people
from factcheck.desk.publish import notices, preview
from factcheck.desk.publish import views as publish
from factcheck.desk.queue.views import queue
from factcheck.desk.reading import views as reading
from factcheck.desk.replies import views as replies
from factcheck.desk.review import views as review
from factcheck.desk.search.views import search
from factcheck.desk.security.views import security_log
from factcheck.desk.settings import logo
from factcheck.desk.settings import views as settings
from factcheck.desk.verdict import views as verdict
from factcheck.verdicts.moves import Screen
from factcheck.verdicts.workflow import MOVES

app_name = "desk"
urlpatterns: list[URLPattern] = []

# reading desk
urlpatterns += [
    path("articles/<int:article_id>/", reading.article, name="article"),
    path("articles/<int:article_id>/claims/add/", reading.add_claim, name="claim-add"),
    path("articles/<int:article_id>/mentions/add/", reading.add_mention, name="mention-add"),
    path("articles/<int:article_id>/evidence/add/", reading.add_passage, name="passage-add"),
    path("articles/<int:article_id>/mode/", reading.guessed_mode, name="guessed-mode"),
    path("claims/nearest/", reading.nearest, name="nearest-claims"),
    path("claims/options/", reading.claim_options, name="claim-options"),
]

# queue, verdicts, reviews, search, and history
urlpatterns += [
    path("", queue, name="queue"),
    path("claims/", claims, name="claims"),
    path("claims/<int:claim_id>/verdict/", verdict.verdict, name="verdict"),
    path("verdicts/<int:verdict_id>/review/", review.review, name="review"),
    path("search/", search, name="search"),
    path("history/<slug:kind>/<int:object_id>/", history, name="history"),
]

# claims and evidence
urlpatterns += [
    path("claims/<int:claim_id>/", claim.claim, name="claim"),
    path("claims/<int:claim_id>/edit/", claim.edit, name="claim-edit"),
    path("claims/<int:claim_id>/close/", closing.close, name="claim-close"),
    path("claims/<int:claim_id>/reopen/", closing.reopen, name="claim-reopen"),
    path("claims/<int:claim_id>/merge/", merging.merge, name="claim-merge"),
    path("claims/<int:claim_id>/split/", merging.split, name="claim-split"),
    path("claims/<int:claim_id>/export/", exchange.export, name="claim-export"),
    path("claims/<int:claim_id>/origin/", packages.origin, name="claim-origin"),
    path("packages/", packages.upload, name="package-upload"),
    path("packages/parts/", packages.part, name="package-part"),
    path("packages/<uuid:token>/", packages.package, name="package"),
    path("packages/<uuid:token>/remove/", packages.remove, name="package-remove"),
    path("mentions/<int:mention_id>/", mentions.mention, name="mention"),
    path("mentions/<int:mention_id>/withdraw/", mentions.withdraw, name="mention-withdraw"),
    path("claims/<int:claim_id>/relations/add/", relations.add, name="relation-add"),
    path("claims/<int:claim_id>/parties/add/", parties.add, name="party-add"),
    path("parties/<int:party_id>/", parties.edit, name="party"),
    path("parties/<int:party_id>/withdraw/", parties.withdraw, name="party-withdraw"),
    path("relations/<int:relation_id>/withdraw/", relations.withdraw, name="relation-withdraw"),
    path("actors/options/", actors.options, name="actor-options"),
    path("actors/<int:actor_id>/", actors.actor, name="actor"),
    path("actors/<int:actor_id>/merge/", name_merging.actor, name="actor-merge"),
    path("claims/<int:claim_id>/replies/add/", replies.add, name="reply-add"),
    path("claims/<int:claim_id>/replies/skip/", replies.skip, name="reply-skip"),
    path("replies/<int:reply_id>/", replies.reply, name="reply"),
    path("replies/<int:reply_id>/answer/", replies.answer, name="reply-answer"),
    path("replies/<int:reply_id>/withdraw/", replies.withdraw, name="reply-withdraw"),
    path("claims/<int:claim_id>/evidence/", board.board, name="board"),
    path("claims/<int:claim_id>/evidence/add/", evidence.add, name="evidence-add"),
    path("claims/<int:claim_id>/searches/add/", evidence.log_search, name="search-add"),
    path("evidence/<int:evidence_id>/", evidence.evidence, name="evidence"),
    path("evidence/<int:evidence_id>/text/", board.text, name="evidence-text"),
    path("evidence/<int:evidence_id>/move/", board.move, name="evidence-move"),
    path("evidence/<int:evidence_id>/stance/", evidence.stance, name="evidence-stance"),
    path("evidence/<int:evidence_id>/withdraw/", evidence.withdraw, name="evidence-withdraw"),
    path("evidence/<int:evidence_id>/file/", evidence.file, name="evidence-file"),
    path("evidence/<int:evidence_id>/copies/", copies.copies, name="evidence-copies"),
    path("evidence/<int:evidence_id>/address/", addresses.address, name="evidence-address"),
    path("evidence/<int:evidence_id>/address/check/", addresses.check, name="address-check"),
    path("evidence/<int:evidence_id>/address/interval/", addresses.interval, name="address-interval"),
    path("evidence/<int:evidence_id>/preserve/", copies.preserve, name="evidence-preserve"),
    path("evidence/<int:evidence_id>/copies/add/", copies.provide, name="copy-add"),
    path("copies/<int:copy_id>/", copies.copy, name="copy"),
    path("copies/<int:copy_id>/article/", copies.import_copy, name="copy-import"),
    path("copies/<int:copy_id>/quote/", copies.place_quote, name="copy-quote"),
    path("copies/<int:copy_id>/attach/", copy_words.attach_words, name="copy-attach"),
    path("copies/<int:copy_id>/quote/words/", copy_words.quote_selected, name="copy-quote-words"),
    path("copies/<int:copy_id>/file/", copies.copy_file, name="copy-file"),
    path("copies/<int:copy_id>/picture/", pictures.picture, name="copy-picture"),
    path("copies/<int:copy_id>/archive/", copies.copy_archive, name="copy-archive"),
]

# library, sources, and new revisions
urlpatterns += [
    path("articles/", library.library, name="library"),
    path("articles/import/", library.import_, name="article-import"),
    path("articles/<int:article_id>/edit/", library.edit, name="article-edit"),
    path("articles/<int:article_id>/public/", public_text.public_text, name="article-public"),
    path("articles/<int:article_id>/close/", article_closing.close, name="article-close"),
    path("articles/<int:article_id>/reopen/", article_closing.reopen, name="article-reopen"),
    path("articles/<int:article_id>/revisions/<int:number>/original/", library.original, name="article-original"),
    path("sources/", sources.sources, name="sources"),
    path("sources/options/", sources.options, name="source-options"),
    path("sources/add/", sources.add, name="source-add"),
    path("sources/<int:source_id>/", sources.source, name="source"),
    path("sources/<int:source_id>/merge/", name_merging.source, name="source-merge"),
    path("articles/<int:article_id>/revise/", new_revision.revise, name="revise"),
    path("articles/<int:article_id>/revise/<int:number>/", new_revision.revised, name="revised"),
    path("mentions/<int:mention_id>/place/", quotes.place_mention, name="mention-place"),
    path("mentions/<int:mention_id>/context/", quotes.confirm_mention, name="mention-context"),
    path("mentions/<int:mention_id>/keep/", quotes.keep_mention_in_revision, name="mention-keep"),
    path("evidence/<int:evidence_id>/keep/", quotes.keep_passage_in_revision, name="evidence-keep"),
    path("evidence/<int:evidence_id>/place/", quotes.place_evidence, name="evidence-place"),
    path("evidence/<int:evidence_id>/context/", quotes.confirm_evidence, name="evidence-context"),
]

# publications and corrections
urlpatterns += [
    path("checks/", publish.checks, name="checks"),
    path("verdicts/<int:verdict_id>/publish/", publish.publish, name="publish"),
    path("verdicts/<int:verdict_id>/publish/preview/", preview.preview, name="publish-preview"),
    path("verdicts/<int:verdict_id>/correct/", publish.correct, name="correct"),
    path("verdicts/<int:verdict_id>/retract/", publish.retract, name="retract"),
    path("verdicts/<int:verdict_id>/recheck/", publish.recheck, name="recheck"),
    path("evidence/<int:evidence_id>/notice/", notices.notice, name="notice"),
    path("verdicts/<int:verdict_id>/drop/", publish.drop, name="drop"),
]

# published checks whose record changed
urlpatterns += [
    path("verdicts/<int:verdict_id>/confirm/", changes.confirm, name="confirm"),
    path("verdicts/<int:verdict_id>/recheck-date/", changes.recheck_date, name="recheck-date"),
    path("changes/<slug:kind>/<int:object_id>/", changes.confirm_shared, name="confirm-shared"),
]

# moves of a verdict; the publishing screens have their own views above
MOVE_VIEWS = {Screen.VERDICT: verdict.move, Screen.REVIEW: review.decide}
urlpatterns += [
    path(f"verdicts/<int:verdict_id>/{move.name}/", MOVE_VIEWS[move.screen], {"name": move.name}, name=move.name)
    for move in MOVES.values()
    if move.screen in MOVE_VIEWS
]

# custody, takedowns, and legal holds
urlpatterns += [
    path("evidence/<int:evidence_id>/custody/", custody.custody, name="evidence-custody"),
    path("evidence/<int:evidence_id>/files/<int:capture_id>/verify/", custody.verify, name="file-verify"),
    path("evidence/<int:evidence_id>/export/", custody.export, name="evidence-export"),
    path("exports/<int:export_id>/file/", custody.exported_file, name="export-file"),
    path("evidence/<int:evidence_id>/takedown/", measures.hide, name="evidence-takedown"),
    path("evidence/<int:evidence_id>/hidden/", measures.hidden, name="evidence-hidden"),
    path("takedowns/<int:takedown_id>/lift/", measures.lift, name="takedown-lift"),
    path("evidence/<int:evidence_id>/hold/", measures.hold_item, name="evidence-hold"),
    path("claims/<int:claim_id>/hold/", measures.hold_claim, name="claim-hold"),
    path("holds/<int:hold_id>/end/", measures.end, name="hold-end"),
]

# people and tokens
urlpatterns += [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/vouch/", people.vouch, name="vouch"),
    path("people/<int:person_id>/invite/", people.invite_again, name="invite-again"),
    path("security-log/", security_log, name="security-log"),
    path("profile/", people.profile, name="profile"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/end-others/", sessions.end_others, name="sessions-end"),
    path("sessions/<uuid:handle>/end/", sessions.end, name="session-end"),
    path("tokens/issue/", people.create_token, name="token-issue"),
    path("tokens/<int:token_id>/revoke/", people.revoke, name="token-revoke"),
]

# the rating scale
urlpatterns += [
    path("newsroom/", settings.newsroom, name="newsroom"),
    path("newsroom/logo/", logo.logo, name="newsroom-logo"),
    path("newsroom/logo/remove/", logo.remove, name="newsroom-logo-remove"),
    path("newsroom/gate/", settings.gate_levels, name="gate-levels"),
    path("ratings/", settings.ratings, name="ratings"),
    path("ratings/add/", settings.add_rating, name="rating-add"),
    path("ratings/<int:rating_id>/", settings.rating, name="rating"),
]
