"""Pages of reviewers, judges and coordinators; each view makes one call of a service.

base          what they share: the admin's frame, refusals as messages
invitations   the link in the mail: a page that asks, without signing in
reviewing     a reviewer's assignment: answer, read, report
judging       a judge's page: reports, verdict, recusal
coordinating  rounds: invite, withdraw, read, revoke
overview      what waits, and what is done
"""
