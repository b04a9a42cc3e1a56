using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Vim.OpenStack;

var builder = NfvWebApplication.CreateBuilder(args).AddNfvService("vim-openstack").AddNfvPlatform("vim-openstack.db");
builder.Services.AddOpenStackVim();
await using var app = builder.Build();
app.UseNfvService();
app.MapVimOpenStack();
await app.RunAsync();
