import type { RouteBinding } from '../../kernel/module.ts';
import { addOfficerAction } from './actions/add-officer.ts';
import { addStaffAction } from './actions/add-staff.ts';
import { askMyNewPhoneAction } from './actions/ask-my-new-phone.ts';
import { askNewPhoneOfAction } from './actions/ask-new-phone-of.ts';
import { attestCategoryByPalaceAction } from './actions/attest-category-by-palace.ts';
import { attestCategoryByUnionAction } from './actions/attest-category-by-union.ts';
import { changeMyPhoneAction } from './actions/change-my-phone.ts';
import { changePasswordAction } from './actions/change-password.ts';
import { changePhoneOfAction } from './actions/change-phone-of.ts';
import { deleteMeAction } from './actions/delete-me.ts';
import { exportMeAction } from './actions/export-me.ts';
import { getMeAction } from './actions/get-me.ts';
import { getMyMembershipAction } from './actions/get-my-membership.ts';
import { giveConsentAction } from './actions/give-consent.ts';
import { listAuditAction } from './actions/list-audit.ts';
import { listMyConsentsAction } from './actions/list-my-consents.ts';
import { listMySessionsAction } from './actions/list-my-sessions.ts';
import { listOfficersAction } from './actions/list-officers.ts';
import { listStaffAction } from './actions/list-staff.ts';
import { readAuditFileAction } from './actions/read-audit-file.ts';
import { removeOfficerAction } from './actions/remove-officer.ts';
import { resetStaffAccountAction } from './actions/reset-staff-account.ts';
import { revealPhoneAction } from './actions/reveal-phone.ts';
import { revokeMySessionAction } from './actions/revoke-my-session.ts';
import { sendSignInCodeAction } from './actions/send-sign-in-code.ts';
import { setStaffRolesAction } from './actions/set-staff-roles.ts';
import { signInAction } from './actions/sign-in.ts';
import { signOutAction } from './actions/sign-out.ts';
import { staffSecondFactorAction } from './actions/staff-second-factor.ts';
import { staffSignInAction } from './actions/staff-sign-in.ts';
import { updateMeAction } from './actions/update-me.ts';
import { uploadPalaceRosterAction } from './actions/upload-palace-roster.ts';
import { uploadUnionRosterAction } from './actions/upload-union-roster.ts';
import { verifyAuditAction } from './actions/verify-audit.ts';
import { verifyMyMembershipAction } from './actions/verify-my-membership.ts';
import { withdrawConsentAction } from './actions/withdraw-consent.ts';
import type { Identity } from './identity.context.ts';

export const identityRoutes = (identity: Identity): readonly RouteBinding[] => [
  sendSignInCodeAction(identity),
  signInAction(identity),
  askMyNewPhoneAction(identity),
  askNewPhoneOfAction(identity),
  changeMyPhoneAction(identity),
  changePhoneOfAction(identity),
  staffSignInAction(identity),
  staffSecondFactorAction(identity),
  changePasswordAction(identity),
  signOutAction(identity),
  getMeAction,
  updateMeAction(identity),
  exportMeAction,
  deleteMeAction(identity),
  listMySessionsAction(identity),
  revokeMySessionAction(identity),
  listMyConsentsAction,
  giveConsentAction(identity),
  withdrawConsentAction(identity),
  getMyMembershipAction,
  verifyMyMembershipAction(identity),
  uploadUnionRosterAction(identity),
  uploadPalaceRosterAction(identity),
  attestCategoryByUnionAction(identity),
  attestCategoryByPalaceAction(identity),
  listStaffAction,
  addStaffAction(identity),
  setStaffRolesAction(identity),
  resetStaffAccountAction(identity),
  listOfficersAction,
  addOfficerAction(identity),
  removeOfficerAction(identity),
  revealPhoneAction,
  listAuditAction,
  readAuditFileAction,
  verifyAuditAction,
];
