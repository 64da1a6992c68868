import type { SandboxConfig } from './config';
import type { Exchange, Reply } from './http';
import { html, page, viewOf } from './page';

/** `/`: what this is, and how to play the main journey by hand. */
export function homePage(exchange: Exchange, config: SandboxConfig): Reply {
  const view = viewOf(exchange);
  const portal = config.publicBaseUrl;
  const path = view.lang === 'en' ? '/en' : '';
  const steps = [
    html`${view.t('在', 'On the ')}<a href="${portal}${path}/report"
        >${view.t('12319 网站', '12319 web site')}</a
      >${view.t('提交一件诉求：写清楚什么事、在哪里，留下一个手机号（如 13800000000）和邮箱。记下工单编号和查询码。', ', send a report: what and where. Leave a phone number (such as 13800000000) and an e-mail address. Note the ticket number and the query code.')}`,
    html`${view.t('几秒后，工单出现在', 'Seconds later the work order stands on the ')}<a
        href="${view.href('/city-desk')}"
        >${view.t('承办平台', 'city desk')}</a
      >${view.t('。打开它，看照片和地址。', '. Open it and look at photo and address.')}`,
    html`${view.t('依次点“签收”“开始处置”“处置完毕”“核查通过”“结案”。每一步都带签名推送回 12319。', 'Press “Sign for”, “Start handling”, “Handled”, “Check passed”, “Close” in turn. Each step is pushed to 12319, signed.')}`,
    html`${view.t('进展短信到', 'Progress arrives on the ')}<a href="${view.href('/sms')}"
        >${view.t('手机', 'handset')}</a
      >${view.t('，邮件到', ' and in the ')}<a href="${view.href('/mail')}">${view.t('邮箱', 'mailbox')}</a
      >${view.t('。', '.')}`,
    html`${view.t('在', 'On ')}<a href="${portal}${path}/track">${view.t('查询页', 'the tracking page')}</a
      >${view.t('用编号和查询码看经过、时限和结果。', ', see the timeline, the deadline and the result with number and query code.')}`,
  ];
  const peers = [
    [
      '/city-desk',
      view.t('承办平台', 'City desk'),
      view.t(
        '数字城管、12345、市场监管：收工单，办理，退回，询问。',
        'City platform, 12345 and market supervision: receive, handle, return, ask.',
      ),
    ],
    [
      '/sms',
      view.t('手机短信', 'Handsets'),
      view.t(
        '任何号码的手机：收短信，写短信；STOP 退订，START 恢复。',
        'A handset for any number: receive and write; STOP opts out, START opts in.',
      ),
    ],
    [
      '/mail',
      view.t('邮箱', 'Mailbox'),
      view.t('任何地址的邮箱，经 SMTP 收信。', 'A mailbox for any address, filled by SMTP.'),
    ],
    [
      '/twilio',
      view.t('短信网关', 'SMS gateway'),
      view.t(
        'Twilio 接口的短信部分，带签名回执。',
        'The message part of Twilio’s API with signed callbacks.',
      ),
    ],
    [
      '/map',
      view.t('地图', 'Map'),
      view.t(
        '地图样式和瓦片，供上报时在地图上选点。',
        'A map style with tiles, for picking a place when reporting.',
      ),
    ],
  ];
  const content = html`
    <p>
      ${view.t('这里模拟 12319 之外的系统，供演示和测试。数据都是假的，与真实部门无关。', 'These pages play the systems outside 12319, for demonstration and tests. Nothing here reaches a real office.')}
    </p>
    <h2>${view.t('走一遍主流程', 'Play the main journey')}</h2>
    <ol class="steps">
      ${steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <h2>${view.t('模拟系统', 'Peers')}</h2>
    <ul class="cards">
      ${peers.map(
        ([to = '', name, what]) =>
          html`<li class="card">
            <p><a class="title" href="${view.href(to)}">${name}</a></p>
            <p class="quiet">${what}</p>
          </li>`,
      )}
    </ul>
    <h2>${view.t('演练故障', 'Faults for drills')}</h2>
    <p>
      ${view.t('每个系统都能变慢、出错、丢回答、重复、乱序、断线：', 'Each peer can be slow, fail, lose answers, repeat, reorder or be down:')}
    </p>
    <pre>
curl -X PUT ${config.ownUrl}/city-desk/_faults -H 'content-type: application/json' -d '{"latencyMs": 2000, "failRate": 0.3}'
curl ${config.ownUrl}/city-desk/_log
curl -X DELETE ${config.ownUrl}/city-desk/_faults</pre>
  `;
  return page(exchange, view.t('沙盒', 'Sandbox'), content);
}
