//! Words of signing in, setting up and the account page.

words! {
    sign_in_title: "登录", "Sign in";
    email: "电子邮箱", "E-mail address";
    password: "密码", "Password";
    sign_in_about: "看公开的排名不用登录。账号由运营方开设；忘记密码时，请运营方重新发送设置链接。", "The public rankings need no sign-in. Accounts are made by the operator; if you forgot your password, ask the operator for a new set-up link.";
    password_changed: "密码已修改，所有设备都已退出。请用新密码登录。", "The password is changed and all devices are signed out. Sign in with the new one.";
    password_chosen: "密码已设置，请登录。", "The password is set. Please sign in.";
    signed_out_everywhere: "所有设备都已退出。", "All devices are signed out.";
    demonstration_title: "演示账号", "Demonstration accounts";
    demonstration_about: "这是演示站点，数据随时可能重置。按角色选择一个账号，一按即可登录。", "This is a demonstration; its data may be reset at any time. Choose an account by its role and sign in with one press.";
    role: "角色", "Role";
    organisation: "组织", "Organisation";
    action: "操作", "Action";
    with_duty(role, duty): "{role}{duty}", "{role} ({duty})";
    sign_in_as(role): "以{role}身份登录", "Sign in as {role}";
    set_up_title: "设置密码", "Choose a password";
    set_up_for(name, email, organisation): "为 {name}（{email}，{organisation}）设置密码。此链接只能使用一次。", "For {name} ({email}, {organisation}). This link works once.";
    link_dead_title: "链接已失效", "This link no longer works";
    link_dead: "设置密码的链接只能使用一次，三天内有效；重新发送后，以前的链接也会失效。您打开的这个已经用过、已过期、已被新的取代，或者没有复制完整。", "A link for choosing a password works once, within three days, and only until a newer one is sent. The one you opened was used, has expired, was replaced, or was not copied in full.";
    link_dead_mend: "已设置过密码的，请直接登录。需要新的链接时，请联系邀请您的人（本单位负责人或评估机构），或网站的运营方。", "If you have chosen a password, sign in. For a new link turn to whoever invited you (the head of your department, or the assessor), or to the operator of this site.";
    new_password: "新密码", "New password";
    new_password_hint: "至少 12 个字符。一句话比一串符号好记。", "At least 12 characters. A sentence is easier to remember than symbols.";
    password_again: "再输入一次", "The same again";
    set_up_button: "设置密码", "Set the password";
    account_title: "我的账号", "My account";
    name: "姓名", "Name";
    change_title: "修改密码", "Change the password";
    change_about: "修改后，所有设备都会退出，需用新密码重新登录。", "Afterwards all devices are signed out; sign in again with the new password.";
    current_password: "现在的密码", "Current password";
    change_button: "修改密码", "Change the password";
    everywhere_title: "退出所有设备", "Sign out everywhere";
    everywhere_about: "如果在公用电脑上忘了退出，或怀疑别人在用您的账号，请按这里：包括本机在内，所有设备都会立即退出。", "If you forgot to sign out on a shared computer, or suspect that somebody uses your account: every device, this one too, is signed out at once.";
    everywhere_button: "退出所有设备", "Sign out everywhere";
}
