import type { Locale } from '@/lib/platform/i18n/locales';

type Texts = readonly [zh: string, en: string];

interface Area {
  name: Texts;
  actions: Readonly<Record<string, Texts>>;
}

/**
 * Every act the audit trail knows, by area: one line for each code, which stays what it is once rows have it. A refusal of a
 * permission stands under the permission's own code. A test finds acts of the code that are not named here.
 */
const AREAS = {
  tickets: {
    name: ['工单', 'Tickets'],
    actions: {
      'submit-report': ['提交上报', 'Report sent'],
      'ticket.submitted': ['已提交', 'Submitted'],
      'ticket.accepted': ['受理', 'Accepted'],
      'ticket.not_accepted': ['不予受理', 'Not accepted'],
      'ticket.verifying': ['核实', 'Verifying'],
      'ticket.registered': ['立案', 'Registered'],
      'ticket.dispatched': ['派遣', 'Dispatched'],
      'ticket.received_by_desk': ['承办平台收到', 'Received by the desk'],
      'ticket.signed': ['签收', 'Signed for'],
      'ticket.returned': ['退回', 'Returned'],
      'ticket.handling': ['处理中', 'Being handled'],
      'ticket.extension_requested': ['申请延期', 'Extension asked for'],
      'ticket.extension_decided': ['延期审批', 'Extension decided'],
      'ticket.suspended': ['挂起', 'Suspended'],
      'ticket.resumed': ['恢复处理', 'Resumed'],
      'ticket.handled': ['处理完毕', 'Handled'],
      'ticket.checked': ['核查', 'Checked'],
      'ticket.rework': ['返工', 'Sent back for rework'],
      'ticket.closed': ['结案', 'Closed'],
      'ticket.callback': ['回访', 'Called back'],
      'ticket.archived': ['归档', 'Archived'],
      'ticket.reopened': ['重新办理', 'Reopened'],
      'ticket.withdrawn': ['撤回', 'Withdrawn'],
      'ticket.transferred_110': ['移交 110', 'Handed to 110'],
      'ticket.question': ['承办单位提问', 'Question of the desk'],
      'ticket.message': ['承办单位留言', 'Message of the desk'],
      'ticket.addition': ['补充内容', 'Addition of the reporter'],
      'ticket.answer': ['诉求人答复', 'Answer of the reporter'],
      'ticket.urging': ['催办', 'Urging'],
      'ticket.contact_changed': ['更改联系方式', 'Contact changed'],
      'ticket.deadline-settled': ['确定办理时限', 'Deadline settled'],
    },
  },
  deliveries: {
    name: ['派送和承办平台', 'Deliveries and desks'],
    actions: {
      'delivery.sent': ['派送成功', 'Delivered'],
      'delivery.refused': ['承办平台拒收', 'Declined by the desk'],
      'delivery.dead': ['派送失败，不再重试', 'Delivery given up'],
      'delivery.resend': ['重新派送', 'Delivered anew'],
      'desk.add': ['新增承办平台', 'Desk added'],
      'desk.secret': ['更换平台密钥', 'Desk secret changed'],
      'desk.pause': ['暂停派送', 'Desk paused'],
      'desk.resume': ['恢复派送', 'Desk resumed'],
      'desk.default-rule': ['设为默认承办平台', 'Desk made the default'],
    },
  },
  cases: {
    name: ['公开案件', 'Public cases'],
    actions: {
      'case.flag': ['举报公开内容', 'Public text flagged'],
      'case.follow': ['关注案件', 'Case followed'],
      'case.follower-confirm': ['确认关注联系方式', 'Follower’s contact proven'],
      'case.unfollow': ['取消关注', 'Case unfollowed'],
    },
  },
  people: {
    name: ['市民登录和消息', 'Residents’ sign-in and messages'],
    actions: {
      'one-time-code.request': ['索取验证码', 'One-time code asked for'],
      'citizen-session.start': ['市民登录', 'Resident signed in'],
      'citizen-session.end': ['市民退出', 'Resident signed out'],
      unsubscribe: ['退订消息', 'Messages ended'],
      'upload.store': ['上传照片', 'Photo uploaded'],
      'upload.purge': ['清除照片', 'Photo purged'],
    },
  },
  notices: {
    name: ['公告和基础数据', 'Notices and reference data'],
    actions: {
      'notice.add': ['发布公告', 'Notice published'],
      'notice.end': ['结束公告', 'Notice ended'],
      'components.import': ['导入部件', 'Components imported'],
    },
  },
  settings: {
    name: ['设置', 'Settings'],
    actions: {
      'setting.apply': ['更改设置', 'Setting changed'],
      'setting.discard': ['放弃更改', 'Change discarded'],
      'setting.undo': ['撤销更改', 'Change undone'],
      'settings.desks': ['承办平台设置（权限）', 'Desks (permission)'],
      'settings.routing': ['派送规则设置（权限）', 'Routing rules (permission)'],
      'settings.categories': ['事项设置（权限）', 'Categories (permission)'],
      'settings.deadlines': ['时限规则设置（权限）', 'Deadline rules (permission)'],
      'settings.calendar': ['工作日历设置（权限）', 'Working calendar (permission)'],
      'settings.templates': ['消息模板设置（权限）', 'Message templates (permission)'],
      'settings.divisions': ['区划和网格设置（权限）', 'Divisions and grid (permission)'],
      'settings.notices': ['公告设置（权限）', 'Notices (permission)'],
      'settings.site': ['网站页脚设置（权限）', 'Page foot (permission)'],
      'settings.retention': ['保存期限设置（权限）', 'Retention (permission)'],
    },
  },
  accounts: {
    name: ['工作人员账户', 'Staff accounts'],
    actions: {
      'staff-account.invite': ['邀请人员', 'Invited'],
      'staff-account.roles': ['更改角色', 'Roles changed'],
      'staff-account.edit': ['修改姓名或邮箱', 'Name or e-mail changed'],
      'staff-account.close': ['停用账户', 'Account closed'],
      'staff-account.lock': ['锁定账户', 'Account locked'],
      'staff-account.unlock': ['解锁账户', 'Account unlocked'],
      'staff-account.reset': ['重置登录方式', 'Sign-in reset'],
      'staff-account.password': ['更换口令', 'Password changed'],
      'staff-account.totp': ['更换验证器', 'Authenticator replaced'],
      'staff-account.recovery-codes': ['重新生成恢复码', 'Recovery codes renewed'],
      'staff-invitation.accept': ['接受邀请', 'Invitation taken'],
      'staff-invitation.resend': ['重新邀请', 'Invited again'],
      'staff-invitation.cancel': ['取消邀请', 'Invitation cancelled'],
      'staff-invitation.bind': ['绑定统一认证', 'Bound to single sign-on'],
      'accounts.read': ['查看账户', 'Reading accounts'],
      'accounts.invite': ['邀请人员（权限）', 'Inviting (permission)'],
      'accounts.roles': ['更改角色（权限）', 'Changing roles (permission)'],
      'accounts.edit': ['修改姓名或邮箱（权限）', 'Changing names and e-mail (permission)'],
      'accounts.close': ['停用账户（权限）', 'Closing accounts (permission)'],
      'accounts.lock': ['锁定账户（权限）', 'Locking accounts (permission)'],
      'accounts.reset': ['重置登录方式（权限）', 'Resetting sign-ins (permission)'],
      'accounts.sessions': ['结束他人登录（权限）', 'Ending sessions (permission)'],
    },
  },
  signIn: {
    name: ['工作人员登录', 'Staff sign-in'],
    actions: {
      'staff-sign-in.password': ['输入口令', 'Password given'],
      'staff-sign-in.wait': ['等待期内尝试登录', 'Tried to sign in during a wait'],
      'staff-session.start': ['登录', 'Signed in'],
      'staff-session.confirm': ['再次确认身份', 'Confirmed who they are'],
      'staff-session.end': ['退出登录', 'Signed out'],
      'staff-session.revoke': ['结束自己的一个登录', 'Ended a session of their own'],
      'staff-session.revoke-all': ['结束某账户的全部登录', 'Ended all sessions of an account'],
    },
  },
  audit: {
    name: ['审计', 'Audit'],
    actions: {
      'audit.search': ['查询审计记录', 'Audit trail searched'],
      'audit.open': ['查看一条审计记录', 'Audit row opened'],
      'audit.export': ['导出审计记录', 'Audit trail exported'],
      'audit.verify': ['核验审计链', 'Audit trail verified'],
      'audit.read': ['查看审计记录（权限）', 'Reading the audit trail (permission)'],
    },
  },
} as const satisfies Record<string, Area>;

export type AuditArea = keyof typeof AREAS;

const areas: Readonly<Record<string, Area>> = AREAS;
const names = new Map(Object.values(areas).flatMap(({ actions }) => Object.entries(actions)));
const inWords = ([zh, en]: Texts, locale: Locale) => (locale === 'en' ? en : zh);

/** An act in words; its code when it has none. */
export function actionName(code: string, locale: Locale): string {
  const found = names.get(code);
  return found ? inWords(found, locale) : code;
}

export const isNamedAction = (code: string): boolean => names.has(code);

/** The codes of an area; undefined when there is no such area. */
export function actionsOf(area: string): string[] | undefined {
  return Object.hasOwn(areas, area) ? Object.keys(areas[area]!.actions) : undefined;
}

/** Areas and their acts in words, for a choice. */
export function actionChoices(
  locale: Locale,
): { area: string; text: string; actions: { code: string; text: string }[] }[] {
  return Object.entries(areas).map(([area, { name, actions }]) => ({
    area,
    text: inWords(name, locale),
    actions: Object.entries(actions).map(([code, texts]) => ({ code, text: inWords(texts, locale) })),
  }));
}
